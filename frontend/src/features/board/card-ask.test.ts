import { expect, test } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { Entry, PendingRequest, SessionSummary } from '@/lib/schemas';
import { askOf } from './card-ask';

const options = [
  { optionId: 'no', name: 'No', kind: 'reject_once' },
  { optionId: 'always', name: 'Always', kind: 'allow_always' },
  { optionId: 'yes', name: 'Yes, once', kind: 'allow_once' },
];
const request = (part: Partial<PendingRequest> = {}): PendingRequest => ({
  sessionId: 's1',
  requestId: 'r1',
  kind: 'PERMISSION',
  title: 'Run a command',
  command: 'rm -rf build',
  options,
  createdAt: '2026-01-01T10:00:00Z',
  reason: null,
  count: 1,
  ...part,
});
const needsUser: Entry['statusReason'] = { code: 'X', label: 'X', tone: 'danger', needsUser: true };
const session = (part: Partial<SessionSummary>): SessionSummary => ({
  sessionId: 's1',
  agent: 'claude',
  agentTitle: 'Claude Code',
  title: null,
  status: 'IDLE',
  activity: null,
  plan: null,
  error: null,
  pendingRequests: 0,
  queued: 0,
  lastActivityAt: null,
  silentSince: null,
  waiting: null,
  resources: null,
  ...part,
});

test('a permission offers allow once and deny by kind, whatever their order', () => {
  const ask = askOf(sampleEntry('a', { pendingRequest: request({ count: 3 }) }));
  expect(ask?.options.map((option) => option.optionId)).toEqual(['yes', 'no']);
  expect(ask).toMatchObject({ text: 'rm -rf build', command: true, others: 2, review: null });
});

test('a plan is reviewed in its workspace, never approved on a card', () => {
  const ask = askOf(sampleEntry('a', { pendingRequest: request({ kind: 'PLAN_APPROVAL', command: null }) }));
  expect(ask).toMatchObject({ options: [], review: 'Review plan', text: 'Run a command' });
});

test('an agent that says nothing leads into the conversation', () => {
  const silent = session({ status: 'WORKING', silentSince: '2026-01-01T10:00:00Z' });
  const sessions = { sessions: [silent], hasHadSessions: true };
  const statusReason = { ...needsUser, code: 'AGENT_SILENT' };
  expect(askOf(sampleEntry('a', { statusReason, session: sessions }))).toMatchObject({
    text: 'Claude Code has said nothing for a while',
    step: null,
    review: 'Look into it',
  });
});

test('a failed session can be resumed, a failed setup retried', () => {
  const error = { code: 'AGENT_EXITED', message: 'Killed, out of memory', fix: null };
  const sessions = { sessions: [session({ status: 'FAILED', error })], hasHadSessions: true };
  expect(askOf(sampleEntry('a', { statusReason: needsUser, session: sessions }))).toMatchObject({
    text: 'Killed, out of memory',
    step: { kind: 'resume', sessionId: 's1' },
  });
  expect(askOf(sampleEntry('a', { statusReason: needsUser, status: 'FAILED' }))?.step?.kind).toBe('retry');
});

test('a turn that came to nothing leads into the conversation', () => {
  const error = { code: 'AGENT_FAILED', message: 'The model answered 500', fix: null };
  const sessions = { sessions: [session({ error })], hasHadSessions: true };
  const statusReason = { ...needsUser, code: 'SESSION_ERROR' };
  expect(askOf(sampleEntry('a', { statusReason, session: sessions }))).toMatchObject({
    text: 'The model answered 500',
    step: null,
    review: 'Look into it',
  });
});

test('an idle workspace asks nothing', () => {
  expect(askOf(sampleEntry('a'))).toBeNull();
});
