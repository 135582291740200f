import type { Session } from './api-types';

/** A session for tests: idle, nothing asked, nothing queued. */
export function sampleSession(overrides: Partial<Session> = {}): Session {
  return {
    id: 's1',
    workspaceId: 'w1',
    projectId: 'p1',
    agent: 'claude',
    agentTitle: 'Claude Code',
    title: 'Fix the drift',
    status: 'IDLE',
    createdAt: '2026-01-01T10:00:00Z',
    updatedAt: '2026-01-01T10:00:00Z',
    stopReason: null,
    error: null,
    mode: null,
    modes: [],
    model: null,
    models: [],
    permissions: 'STRICT',
    abilities: { images: false, fork: false, list: false },
    commands: [],
    usage: null,
    lastSequence: 0,
    pendingRequests: [],
    queue: [],
    process: null,
    waiting: null,
    resources: null,
    ...overrides,
  };
}
