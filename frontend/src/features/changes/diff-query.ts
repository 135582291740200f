import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, query } from '@/lib/api-client';
import type { WorkspaceDiff } from '@/lib/api-types';

/** `revision` is the snapshot's git facet: the diff is read again when it moves, never by time. */
export const diffQuery = (workspaceId: string, revision: string) =>
  queryOptions<WorkspaceDiff>({
    queryKey: ['diff', workspaceId, revision],
    queryFn: ({ signal }) => api.get(`/api/workspaces/${workspaceId}/diff`, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const wholeFileQuery = (workspaceId: string, revision: string, path: string) =>
  queryOptions<WorkspaceDiff>({
    queryKey: ['diff', workspaceId, revision, path],
    queryFn: ({ signal }) => api.get(`/api/workspaces/${workspaceId}/diff${query({ path })}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
