import { queryOptions, skipToken } from '@tanstack/react-query';
import { api, query } from './api-client';
import type { Agent, Branch, Session, Settings, Workspace } from './api-types';
import { type Need, type Project, projectsSchema } from './schemas';

/** Server data never goes stale by age: topics and mutations say when something changed. */
const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const;

export const projectsQuery = queryOptions<Project[]>({
  queryKey: ['projects'],
  queryFn: async ({ signal }) => projectsSchema.parse(await api.get('/api/projects', signal)),
  ...FOREVER,
});

export const agentsQuery = queryOptions<Agent[]>({
  queryKey: ['agents'],
  queryFn: ({ signal }) => api.get('/api/agents', signal),
  ...FOREVER,
});

export const settingsQuery = queryOptions<Settings>({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.get('/api/settings', signal),
  ...FOREVER,
});

export const needsKey = ['needs-you'] as const;
export const needsQuery = queryOptions<readonly Need[]>({
  queryKey: needsKey,
  queryFn: skipToken,
  ...FOREVER,
});

export const branchesQuery = (projectId: string) =>
  queryOptions<Branch[]>({
    queryKey: ['branches', projectId],
    queryFn: ({ signal }) => api.get(`/api/projects/${projectId}/branches`, signal),
  });

export const archivedQuery = (projectId: string) =>
  queryOptions<Workspace[]>({
    queryKey: ['archived', projectId],
    queryFn: ({ signal }) =>
      api.get(`/api/projects/${projectId}/workspaces${query({ archived: true })}`, signal),
  });

export const workspaceQuery = (workspaceId: string) =>
  queryOptions<Workspace>({
    queryKey: ['workspace', workspaceId],
    queryFn: ({ signal }) => api.get(`/api/workspaces/${workspaceId}`, signal),
    ...FOREVER,
  });

export const sessionsQuery = (workspaceId: string) =>
  queryOptions<Session[]>({
    queryKey: ['sessions', workspaceId],
    queryFn: ({ signal }) => api.get(`/api/workspaces/${workspaceId}/sessions`, signal),
    ...FOREVER,
  });

export const sessionQuery = (sessionId: string) =>
  queryOptions<Session>({
    queryKey: ['session', sessionId],
    queryFn: ({ signal }) => api.get(`/api/sessions/${sessionId}`, signal),
    ...FOREVER,
  });
