import { expect, test } from 'vitest';
import { sameRow, toRows, WINDOW, windowStart } from './conversation-rows';
import type { Item, ToolItem } from './conversation-types';
import { summarise, summariseGroup } from './tool-summary';

const tool = (id: string, part: Partial<ToolItem> = {}): ToolItem => ({
  kind: 'tool',
  key: `tool ${id}`,
  sequence: 1,
  at: '2026-01-01T10:00:00Z',
  endAt: '2026-01-01T10:00:00Z',
  toolCallId: id,
  title: 'Tool',
  toolKind: 'read',
  status: 'completed',
  content: [],
  paths: [`/home/me/tree/src/${id}.ts`],
  rawInput: null,
  rawOutput: null,
  ...part,
});

test('an edit shows its file without the worktree, and its lines', () => {
  const content = [
    { type: 'diff' as const, path: '/home/me/tree/src/a.ts', oldText: 'one\n', newText: 'two\n' },
  ];
  expect(summarise(tool('a', { toolKind: 'edit', content }), '/home/me/tree')).toMatchObject({
    verb: 'Edit',
    what: 'src/a.ts',
    changes: { additions: 1, deletions: 1 },
  });
});

test('a new file is created, a failed command is told by its exit code and time', () => {
  const content = [{ type: 'diff' as const, path: 'b.sql', oldText: '', newText: 'x\n' }];
  expect(summarise(tool('b', { toolKind: 'edit', content }), null).verb).toBe('Create');
  const run = tool('r', {
    toolKind: 'execute',
    rawInput: { command: './mvnw test' },
    content: [{ type: 'terminal', output: '', exitCode: 1 }],
    endAt: '2026-01-01T10:00:12.4Z',
  });
  expect(summarise(run, null)).toMatchObject({
    verb: 'Run',
    what: './mvnw test',
    result: 'exit 1 · 12 s',
    tone: 'danger',
  });
});

test('three or more quiet calls in a row become one line; running ones stay', () => {
  const items: Item[] = [
    tool('a'),
    tool('b'),
    tool('c', { toolKind: 'search' }),
    tool('d', { status: 'in_progress' }),
  ];
  const rows = toRows(items);
  expect(rows.map((row) => row.kind)).toEqual(['group', 'tool']);
  expect(summariseGroup([tool('a'), tool('b'), tool('c')])).toBe('a.ts, b.ts and 1 more');
  const again = toRows(items);
  expect(rows[0] && again[0] && sameRow(rows[0], again[0])).toBe(true);
  expect(toRows([tool('a'), tool('b')])).toHaveLength(2);
});

test('the end of a long conversation is drawn, and the place of a reader is kept', () => {
  const rows: Item[] = Array.from({ length: 500 }, (_, index) => tool(`t${index}`, { sequence: index + 1 }));
  expect(windowStart(rows, null)).toBe(500 - WINDOW);
  expect(windowStart(rows, 101)).toBe(100);
  const older: Item[] = Array.from({ length: 50 }, (_, index) => tool(`o${index}`, { sequence: index - 49 }));
  expect(windowStart([...older, ...rows], 101)).toBe(150);
});
