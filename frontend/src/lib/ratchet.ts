import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { api, query } from './api-client';
import { notifyFailure } from './notify';
import { list, orNull } from './wire';

export const ratchetStateSchema = z
  .enum(['IDLE', 'CHECKING', 'FIXING_CI', 'FIXING_REVIEW', 'FIXING_CONFLICT', 'STALLED'])
  .catch('IDLE');
export type RatchetState = z.infer<typeof ratchetStateSchema>;

const budgetSchema = z.object({
  scope: z.enum(['PULL_REQUEST', 'WORKSPACE', 'PROJECT', 'DAY']),
  kind: z.enum(['ATTEMPTS', 'MINUTES', 'TOKENS', 'COST']),
  used: z.number(),
  limit: orNull(z.number()),
});
export type Budget = z.infer<typeof budgetSchema>;

export const ratchetSchema = z.object({
  enabled: z.boolean(),
  state: ratchetStateSchema,
  paused: z.boolean().catch(false),
  decision: orNull(z.object({ code: z.string(), reason: z.string(), at: orNull(z.string()) })),
  attempt: orNull(
    z.object({
      number: z.number(),
      of: orNull(z.number()),
      sessionId: orNull(z.string()),
      startedAt: orNull(z.string()),
      subject: list(z.string()),
    }),
  ),
  budgets: list(budgetSchema),
  autoMerge: z.boolean().catch(false),
});
export type Ratchet = z.infer<typeof ratchetSchema>;

const changeSchema = z.object({ from: z.unknown(), to: z.unknown() });
const classifiedSchema = z.object({
  checkId: orNull(z.string()),
  name: z.string(),
  class: z.string(),
  reason: orNull(z.string()),
  failedTests: list(z.string()),
  evidence: list(z.string()),
});
export type ClassifiedCheck = z.infer<typeof classifiedSchema>;

const eventSchema = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  title: z.string(),
  detail: orNull(z.string()),
  headSha: orNull(z.string()),
  sessionId: orNull(z.string()),
  facts: orNull(z.record(z.string(), changeSchema)),
  checks: list(classifiedSchema),
  cost: orNull(
    z.object({
      tokens: orNull(z.number()),
      amount: orNull(z.number()),
      currency: orNull(z.string()),
      minutes: orNull(z.number()),
    }),
  ),
  url: orNull(z.string()).transform((url) => (url !== null && /^https?:\/\//i.test(url) ? url : null)),
  count: z.number().catch(1),
  lastAt: orNull(z.string()),
});
export type TimelineEvent = z.infer<typeof eventSchema>;

export const timelineSchema = z.object({ events: list(eventSchema), before: orNull(z.string()) });
export type Timeline = z.infer<typeof timelineSchema>;

const reviewModeSchema = z.enum(['CHANGES_REQUESTED', 'ALL_FEEDBACK', 'OFF']);
const mergeMethodSchema = z.enum(['MERGE', 'SQUASH', 'REBASE']);
const limit = orNull(z.number());
const limitsSchema = z.object({
  attemptsPerPullRequest: limit,
  attemptsPerWorkspacePerDay: limit,
  attemptsPerProjectPerDay: limit,
  minutesPerAttempt: limit,
  minutesPerDay: limit,
  tokensPerDay: limit,
  costPerDay: limit,
});
export type LimitName = keyof z.infer<typeof limitsSchema>;

export const ratchetSettingsSchema = z.object({
  enabledByDefault: z.boolean(),
  reviewMode: reviewModeSchema,
  fixUnknown: z.boolean(),
  replyToReviews: z.boolean(),
  autoMerge: z.boolean(),
  mergeMethod: orNull(mergeMethodSchema),
  permissions: z.enum(['STRICT', 'RELAXED', 'YOLO']),
  limits: limitsSchema,
});
export type RatchetSettings = z.infer<typeof ratchetSettingsSchema>;
export type ReviewMode = z.infer<typeof reviewModeSchema>;

const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const;
const pathOf = (workspaceId: string) => `/api/workspaces/${workspaceId}/ratchet`;

export const ratchetQuery = (workspaceId: string) =>
  queryOptions<Ratchet>({
    queryKey: ['ratchet', workspaceId],
    queryFn: async ({ signal }) => ratchetSchema.parse(await api.get(pathOf(workspaceId), signal)),
    ...FOREVER,
  });

export const timelineQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', workspaceId],
    queryFn: async ({ signal, pageParam }) =>
      timelineSchema.parse(
        await api.get(`${pathOf(workspaceId)}/timeline${query({ before: pageParam, limit: 50 })}`, signal),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Timeline) => last.before ?? undefined,
    ...FOREVER,
  });

export const ratchetSettingsQuery = (projectId: string) =>
  queryOptions<RatchetSettings>({
    queryKey: ['ratchet-settings', projectId],
    queryFn: async ({ signal }) =>
      ratchetSettingsSchema.parse(await api.get(`/api/projects/${projectId}/ratchet`, signal)),
    ...FOREVER,
  });

const pauseSchema = z.object({ paused: z.boolean() });
export const pauseQuery = queryOptions<z.infer<typeof pauseSchema>>({
  queryKey: ['ratchet-pause'],
  queryFn: async ({ signal }) => pauseSchema.parse(await api.get('/api/ratchet', signal)),
  ...FOREVER,
});

export interface RatchetChange {
  readonly enabled?: boolean;
  readonly autoMerge?: boolean;
}

/** Switches auto-fix or auto-merge of one workspace; shown at once, taken back when it is refused. */
export function useChangeRatchet(workspaceId: string) {
  const client = useQueryClient();
  const { queryKey } = ratchetQuery(workspaceId);
  return useMutation({
    mutationFn: async (part: RatchetChange) => ratchetSchema.parse(await api.put(pathOf(workspaceId), part)),
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error) => notifyFailure('Auto-fix was not changed', error),
  });
}

/** Has the pull request looked at now, whatever the schedule says. */
export function useCheckNow(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => ratchetSchema.parse(await api.post(`${pathOf(workspaceId)}/check`)),
    onSuccess: (now) => client.setQueryData(ratchetQuery(workspaceId).queryKey, now),
    onError: (error) => notifyFailure('It was not looked at', error),
  });
}

export function usePauseAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (paused: boolean) => pauseSchema.parse(await api.put('/api/ratchet', { paused })),
    onSuccess: (now) => {
      client.setQueryData(pauseQuery.queryKey, now);
      void client.invalidateQueries({ queryKey: ['ratchet'] });
    },
    onError: (error) => notifyFailure('Auto-fix was not paused or resumed', error),
  });
}
