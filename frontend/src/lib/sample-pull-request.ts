import { type Check, type PullRequestDetails, pullRequestDetailsSchema, type Thread } from './pull-request';

export function sampleCheck(name: string, overrides: Partial<Check> = {}): Check {
  return {
    id: `id-${name}`,
    name,
    workflow: 'ci',
    state: 'PASSED',
    required: false,
    url: `https://github.com/o/r/runs/${name}`,
    runId: '77',
    startedAt: '2026-01-01T10:00:00Z',
    completedAt: '2026-01-01T10:01:22Z',
    hasLog: true,
    ...overrides,
  };
}

export function sampleThread(id: string, overrides: Partial<Thread> = {}): Thread {
  return {
    id,
    path: 'src/a.ts',
    line: 57,
    startLine: null,
    side: 'RIGHT',
    resolved: false,
    outdated: false,
    diffHunk: '@@ -56,2 +56,2 @@\n same\n-old\n+new',
    canReply: true,
    canResolve: true,
    comments: [
      {
        id: `${id}-1`,
        author: 'mei-lin',
        body: 'Keep the `?` here.',
        createdAt: '2026-01-01T10:00:00Z',
        url: null,
        mine: false,
        bot: false,
      },
    ],
    ...overrides,
  };
}

/** What the server answers about a pull request, for tests: open, nothing failed, nothing said. */
export function sampleDetails(overrides: Partial<PullRequestDetails> = {}): PullRequestDetails {
  const plain = pullRequestDetailsSchema.parse({
    url: 'https://github.com/o/r/pull/12',
    number: 12,
    title: 'Fix it',
    body: '',
    state: 'OPEN',
    baseBranch: 'main',
    headBranch: 'ff/fix-it',
    headSha: 'a'.repeat(40),
    additions: 3,
    deletions: 1,
    changedFiles: 2,
    behindBy: 0,
    ci: 'SUCCESS',
    review: 'NONE',
    mergeConflict: false,
    merge: { allowed: true, methods: ['SQUASH'] },
    observedAt: '2026-01-01T10:00:00Z',
  });
  return { ...plain, ...overrides };
}
