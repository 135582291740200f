import type { Entry, SessionSummary } from './schemas';

export type Column = 'WORKING' | 'WAITING' | 'DONE';

export function isColumn(entry: Entry, column: Column): boolean {
  return entry.kanbanColumn === column;
}

const URGENCY = { attention: 0, danger: 0, success: 1, waiting: 2, working: 2, neutral: 3 } as const;

/** What asks or broke leads, what is merely ready follows; within that the latest first. */
export function waitingOrder(one: Entry, other: Entry): number {
  return URGENCY[one.statusReason.tone] - URGENCY[other.statusReason.tone] || byActivity(one, other);
}

export function byActivity(one: Entry, other: Entry): number {
  return (other.lastActivityAt ?? other.createdAt).localeCompare(one.lastActivityAt ?? one.createdAt);
}

/** The session a card speaks about: the one that asks, the one that failed, the one at work, else the latest. */
export function leadingSession(entry: Entry): SessionSummary | undefined {
  const sessions = entry.session?.sessions ?? [];
  const asking = entry.pendingRequest?.sessionId;
  return (
    sessions.find((session) => session.sessionId === asking) ??
    sessions.find((session) => session.status === 'FAILED') ??
    sessions.find((session) => session.status === 'WORKING' || session.status === 'STARTING') ??
    sessions.at(-1)
  );
}

export function resumable(entry: Entry): SessionSummary | undefined {
  const session = leadingSession(entry);
  return session && (session.status === 'STOPPED' || session.status === 'FAILED') ? session : undefined;
}

export function canRetrySetup(entry: Entry): boolean {
  const setup = entry.workspace?.setupState;
  return (
    entry.status === 'FAILED' || (entry.status === 'READY' && (setup === 'FAILED' || setup === 'TIMED_OUT'))
  );
}

export function runningAgents(entries: readonly Entry[]): number {
  const sessions = entries.flatMap((entry) => entry.session?.sessions ?? []);
  return sessions.filter(
    (session) => session.status !== 'STOPPED' && session.status !== 'FAILED' && session.status !== 'WAITING',
  ).length;
}
