import type { Ratchet, RatchetSettings, TimelineEvent } from './ratchet';

/** Auto-fix for tests: on, nothing to do. */
export function sampleRatchet(overrides: Partial<Ratchet> = {}): Ratchet {
  return {
    enabled: true,
    state: 'IDLE',
    paused: false,
    decision: null,
    attempt: null,
    budgets: [],
    autoMerge: false,
    ...overrides,
  };
}

export function sampleEvent(id: string, overrides: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id,
    at: '2026-01-01T10:00:00Z',
    kind: 'DECIDED',
    title: 'Waited for CI',
    detail: null,
    headSha: null,
    sessionId: null,
    facts: null,
    checks: [],
    cost: null,
    url: null,
    count: 1,
    lastAt: null,
    ...overrides,
  };
}

export function sampleRatchetSettings(overrides: Partial<RatchetSettings> = {}): RatchetSettings {
  return {
    enabledByDefault: false,
    reviewMode: 'CHANGES_REQUESTED',
    fixUnknown: false,
    replyToReviews: true,
    permissions: 'YOLO',
    autoMerge: false,
    mergeMethod: 'SQUASH',
    limits: {
      attemptsPerPullRequest: 4,
      attemptsPerWorkspacePerDay: 8,
      attemptsPerProjectPerDay: 40,
      minutesPerAttempt: 30,
      minutesPerDay: 240,
      tokensPerDay: null,
      costPerDay: 20,
    },
    ...overrides,
  };
}
