import { expect, test } from 'vitest';
import { sampleSession } from '@/lib/sample-session';
import type { SessionEvent } from '@/lib/schemas';
import { applyToSession } from './session-state';

const event = (sequence: number, type: string, data: SessionEvent['data']): SessionEvent => ({
  sequence,
  type,
  at: '2026-01-01T10:00:00Z',
  data,
});

test('a request comes and goes, and is not doubled', () => {
  const request = { requestId: 'r', kind: 'PERMISSION', title: 'Run', options: [] };
  const asked = applyToSession(sampleSession(), [
    event(1, 'permission_request', request),
    event(2, 'permission_request', request),
  ]);
  expect(asked.pendingRequests).toHaveLength(1);
  expect(
    applyToSession(asked, [event(3, 'permission_answered', { requestId: 'r' })]).pendingRequests,
  ).toEqual([]);
});

test('a sent message leaves the queue', () => {
  const queue = [{ messageId: 'm', text: 'Next', state: 'QUEUED' as const, createdAt: '', attachments: [] }];
  const session = applyToSession(sampleSession({ queue }), [
    event(1, 'user_message', { messageId: 'm', text: 'Next' }),
  ]);
  expect(session.queue).toEqual([]);
});

test('a message that is sent once more leaves the queue with its turn', () => {
  const queue = [{ messageId: 'm', text: 'Next', state: 'QUEUED' as const, createdAt: '', attachments: [] }];
  const again = [event(1, 'turn_started', { turnId: 't', messageId: 'm' })];
  expect(applyToSession(sampleSession({ queue }), again).queue).toEqual([]);
});

test('events it already contains are skipped', () => {
  const held = sampleSession({ lastSequence: 5, status: 'IDLE' });
  expect(applyToSession(held, [event(5, 'session_status', { status: 'WORKING' })])).toBe(held);
  expect(applyToSession(held, [event(6, 'session_status', { status: 'WORKING' })])).toMatchObject({
    status: 'WORKING',
    lastSequence: 6,
  });
});

test('a turn that failed leaves its error until the next one begins', () => {
  const error = { code: 'AGENT_ERROR', message: 'Not signed in', fix: 'claude /login' };
  const failed = applyToSession(sampleSession(), [event(1, 'turn_ended', { stopReason: 'failed', error })]);
  expect(failed.error).toEqual(error);
  expect(applyToSession(failed, [event(2, 'turn_started', { turnId: 't' })]).error).toBeNull();
});
