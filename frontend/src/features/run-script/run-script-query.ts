import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, api, query } from '@/lib/api-client';
import { notifyFailure } from '@/lib/notify';
import { type Entry, type LogChannel, runLogSchema, runScriptSchema } from '@/lib/schemas';

/** Read anew when the snapshot says that the run or a file in the worktree has changed. */
export const runScriptQuery = (entry: Entry) =>
  queryOptions({
    queryKey: [
      'run-script',
      entry.workspaceId,
      entry.facets?.runScript?.revision ?? 0,
      entry.facets?.git?.revision ?? 0,
    ],
    queryFn: async ({ signal }) =>
      runScriptSchema.parse(await api.get(`/api/workspaces/${entry.workspaceId}/run-script`, signal)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });

export const logSearchQuery = (workspaceId: string, channel: LogChannel, text: string, run: number) =>
  queryOptions({
    queryKey: ['run-log-search', workspaceId, channel, text, run],
    queryFn: async ({ signal }) => {
      const part = query({ channel, query: text, limit: 1 });
      return runLogSchema.parse(await api.get(`/api/workspaces/${workspaceId}/run-script/log${part}`, signal))
        .matches;
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

type Step = 'start' | 'stop';

const SAID_IN_THE_PANEL = ['NO_RUN_SCRIPT', 'INVALID_CONFIG'];

/** What is wrong with the file is said in the panel, which reads it anew; there is room for what to do. */
export function useRunStep(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => api.post(`/api/workspaces/${workspaceId}/run-script/${step}`),
    onError: (error, step) => {
      if (error instanceof ApiError && SAID_IN_THE_PANEL.includes(error.code)) return;
      notifyFailure(`The dev server was not ${step === 'start' ? 'started' : 'stopped'}`, error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['run-script', workspaceId] }),
  });
}
