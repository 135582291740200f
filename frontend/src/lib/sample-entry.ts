import type { Entry, PullRequest } from './schemas';

/** A workspace for tests: ready, idle, nothing changed. */
export function sampleEntry(workspaceId: string, overrides: Partial<Entry> = {}): Entry {
  return {
    workspaceId,
    projectId: 'p1',
    version: 1,
    computedAt: '2026-01-01T10:00:00Z',
    source: 'load',
    name: `Workspace ${workspaceId}`,
    status: 'READY',
    branch: `ff/${workspaceId}`,
    createdAt: '2026-01-01T10:00:00Z',
    kanbanColumn: 'WAITING',
    statusReason: {
      code: 'READY_FOR_NEXT_PROMPT',
      label: 'Ready for next prompt',
      tone: 'neutral',
      needsUser: false,
    },
    reasonRule: null,
    isWorking: false,
    pendingRequest: null,
    lastActivityAt: '2026-01-01T10:00:00Z',
    workspace: null,
    git: null,
    session: null,
    sidebarState: null,
    pullRequest: null,
    ratchet: null,
    issue: null,
    terminal: null,
    runScript: null,
    facets: null,
    raw: null,
    ...overrides,
  };
}

/** A pull request as the snapshot has it: open, its checks passed. */
export function samplePullRequest(overrides: Partial<PullRequest> = {}): PullRequest {
  return {
    url: 'https://github.com/o/r/pull/12',
    number: 12,
    title: 'Fix it',
    state: 'OPEN',
    headSha: 'a'.repeat(40),
    ci: 'SUCCESS',
    review: 'NONE',
    mergeConflict: false,
    observedAt: '2026-01-01T10:00:00Z',
    problem: null,
    ...overrides,
  };
}
