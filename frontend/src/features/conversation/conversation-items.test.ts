import { expect, test } from 'vitest';
import type { SessionEvent } from '@/lib/schemas';
import { foldEvents } from './conversation-items';

let sequence = 0;
const event = (type: string, data: SessionEvent['data']): SessionEvent => ({
  sequence: ++sequence,
  type,
  at: `2026-01-01T10:00:${String(sequence % 60).padStart(2, '0')}Z`,
  data,
});

test('text of one block is joined, another block begins anew, and others keep their identity', () => {
  const before = foldEvents(
    [],
    [
      event('user_message', { messageId: 'm', text: 'Hello' }),
      event('agent_message', { blockId: 'b1', text: 'One ' }),
    ],
  );
  const after = foldEvents(before, [
    event('agent_message', { blockId: 'b1', text: 'two' }),
    event('agent_message', { blockId: 'b2', text: 'Next' }),
  ]);
  expect(after.map((item) => ('text' in item ? item.text : item.kind))).toEqual(['Hello', 'One two', 'Next']);
  expect(after[0]).toBe(before[0]);
});

test('an update of a tool call changes only what it names; lists replace', () => {
  const items = foldEvents(
    [],
    [
      event('tool_call', {
        toolCallId: 't',
        title: 'Run tests',
        kind: 'execute',
        status: 'pending',
        locations: [{ path: 'a' }],
      }),
      event('tool_call_update', {
        toolCallId: 't',
        status: 'completed',
        content: [{ type: 'terminal', output: 'ok', exitCode: 0 }],
      }),
    ],
  );
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    title: 'Run tests',
    toolKind: 'execute',
    status: 'completed',
    paths: ['a'],
    content: [{ type: 'terminal', output: 'ok', exitCode: 0 }],
  });
});

test('a plan ticks in place within its turn; the next turn gets its own', () => {
  const plan = (status: string) =>
    event('plan', { entries: [{ content: 'Step', priority: 'high', status }] });
  const first = foldEvents([], [event('user_message', { text: 'Go' }), plan('pending'), plan('completed')]);
  expect(first).toHaveLength(2);
  expect(first[1]).toMatchObject({ entries: [{ content: 'Step', status: 'completed' }] });
  const second = foldEvents(first, [event('user_message', { text: 'More' }), plan('pending')]);
  expect(second.map((item) => item.kind)).toEqual(['user', 'plan', 'user', 'plan']);
});

test('a normal end is silent, a failed one is told and ends what still ran', () => {
  const running = event('tool_call', { toolCallId: 't', kind: 'execute', status: 'in_progress' });
  expect(foldEvents([], [event('turn_ended', { stopReason: 'end_turn', error: null })])).toEqual([]);
  const items = foldEvents(
    [],
    [running, event('turn_ended', { stopReason: 'agent_exited', error: { message: 'Signal 9' } })],
  );
  expect(items[0]).toMatchObject({ status: 'cancelled' });
  expect(items[1]).toMatchObject({ kind: 'notice', level: 'error', message: 'Signal 9' });
});

test('unknown events do no harm', () => {
  expect(foldEvents([], [event('unknown', { raw: { a: 1 } }), event('from_the_future', {})])).toEqual([]);
});

test('ten thousand events fold quickly enough to be shown at once', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    event('agent_message', { blockId: `b${Math.floor(index / 50)}`, text: 'word ' }),
  );
  const start = performance.now();
  expect(foldEvents([], many)).toHaveLength(200);
  expect(performance.now() - start).toBeLessThan(500);
});
