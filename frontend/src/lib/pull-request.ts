import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from './api-client';
import { list, orNull } from './wire';

const webAddress = orNull(z.string()).transform((url) =>
  url !== null && /^https?:\/\//i.test(url) ? url : null,
);

export const checkStateSchema = z
  .enum([
    'QUEUED',
    'RUNNING',
    'PASSED',
    'FAILED',
    'CANCELLED',
    'SKIPPED',
    'NEUTRAL',
    'ACTION_REQUIRED',
    'TIMED_OUT',
    'UNKNOWN',
  ])
  .catch('UNKNOWN');
export type CheckState = z.infer<typeof checkStateSchema>;

const checkSchema = z.object({
  id: orNull(z.string()),
  name: z.string(),
  workflow: orNull(z.string()),
  state: checkStateSchema,
  required: z.boolean().catch(false),
  url: webAddress,
  runId: orNull(z.string()),
  startedAt: orNull(z.string()),
  completedAt: orNull(z.string()),
  hasLog: z.boolean().catch(false),
});
export type Check = z.infer<typeof checkSchema>;

/** GitHub calls accounts that are gone so. */
const authorSchema = z
  .string()
  .nullish()
  .transform((login) => login ?? 'ghost');

const reviewSchema = z.object({
  id: z.string(),
  author: authorSchema,
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']).catch('COMMENTED'),
  body: z.string().catch(''),
  submittedAt: orNull(z.string()),
  url: webAddress,
});
export type Review = z.infer<typeof reviewSchema>;

const commentSchema = z.object({
  id: z.string(),
  author: authorSchema,
  body: z.string().catch(''),
  createdAt: orNull(z.string()),
  url: webAddress,
  mine: z.boolean().catch(false),
  bot: z.boolean().catch(false),
});
export type Comment = z.infer<typeof commentSchema>;

const threadSchema = z.object({
  id: z.string(),
  path: z.string(),
  line: orNull(z.number()),
  startLine: orNull(z.number()),
  side: z.enum(['LEFT', 'RIGHT']).catch('RIGHT'),
  resolved: z.boolean(),
  outdated: z.boolean().catch(false),
  diffHunk: orNull(z.string()),
  canReply: z.boolean().catch(false),
  canResolve: z.boolean().catch(false),
  comments: list(commentSchema),
});
export type Thread = z.infer<typeof threadSchema>;

const methodSchema = z.enum(['MERGE', 'SQUASH', 'REBASE']);
export type MergeMethod = z.infer<typeof methodSchema>;

export const pullRequestDetailsSchema = z.object({
  url: z.string(),
  number: z.number(),
  title: z.string(),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
  author: orNull(z.string()),
  state: z.enum(['DRAFT', 'OPEN', 'MERGED', 'CLOSED']),
  baseBranch: z.string(),
  headBranch: z.string(),
  headSha: z.string(),
  createdAt: orNull(z.string()),
  updatedAt: orNull(z.string()),
  additions: z.number().catch(0),
  deletions: z.number().catch(0),
  changedFiles: z.number().catch(0),
  behindBy: orNull(z.number()),
  ci: z.enum(['UNKNOWN', 'PENDING', 'SUCCESS', 'FAILURE']).catch('UNKNOWN'),
  review: z.enum(['NONE', 'APPROVED', 'CHANGES_REQUESTED']).catch('NONE'),
  mergeConflict: z.boolean().catch(false),
  checks: list(checkSchema),
  reviews: list(reviewSchema),
  requestedReviewers: list(z.string()),
  threads: list(threadSchema),
  comments: list(commentSchema),
  previewUrls: list(z.object({ environment: z.string(), url: webAddress, state: orNull(z.string()) })),
  merge: z.object({
    allowed: z.boolean(),
    reason: orNull(z.string()),
    methods: list(methodSchema),
    autoMerge: z.boolean().catch(false),
    canAutoMerge: z.boolean().catch(false),
  }),
  truncated: z.boolean().catch(false),
  observedAt: orNull(z.string()),
});
export type PullRequestDetails = z.infer<typeof pullRequestDetailsSchema>;

export const checkLogSchema = z.object({
  checkId: z.string(),
  name: z.string(),
  step: orNull(z.string()),
  steps: list(
    z.object({
      number: z.number(),
      name: z.string(),
      state: checkStateSchema,
      startedAt: orNull(z.string()),
      completedAt: orNull(z.string()),
    }),
  ),
  lines: list(z.object({ number: z.number(), text: z.string() })),
  from: z.number().catch(0),
  to: z.number().catch(0),
  total: z.number().catch(0),
  truncated: z.boolean().catch(false),
});
export type CheckLog = z.infer<typeof checkLogSchema>;

export const pullRequestPath = (workspaceId: string) => `/api/workspaces/${workspaceId}/pull-request`;

/** Read from GitHub when it is opened, and again when the snapshot says that something changed. */
export const pullRequestQuery = (workspaceId: string) =>
  queryOptions<PullRequestDetails>({
    queryKey: ['pull-request', workspaceId],
    queryFn: async ({ signal }) =>
      pullRequestDetailsSchema.parse(await api.get(`${pullRequestPath(workspaceId)}/details`, signal)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** A finished run's log does not change; another run of the check has another id. */
export const checkLogQuery = (workspaceId: string, checkId: string) =>
  queryOptions<CheckLog>({
    queryKey: ['check-log', workspaceId, checkId],
    queryFn: async ({ signal }) =>
      checkLogSchema.parse(
        await api.get(`${pullRequestPath(workspaceId)}/checks/${encodeURIComponent(checkId)}/log`, signal),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
