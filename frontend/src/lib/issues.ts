import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api, query } from './api-client';
import { list, orNull } from './wire';

const issueSchema = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: orNull(z.string()),
  labels: list(z.object({ name: z.string(), color: orNull(z.string()) })),
  assignees: list(z.string()),
  body: z
    .string()
    .nullish()
    .transform((body) => body ?? ''),
  createdAt: orNull(z.string()),
  updatedAt: orNull(z.string()),
  comments: z.number().catch(0),
  workspaceId: orNull(z.string()),
});
export type Issue = z.infer<typeof issueSchema>;

export const issuesSchema = z.object({
  issues: list(issueSchema),
  problem: orNull(z.object({ code: z.string(), message: z.string() })),
  observedAt: orNull(z.string()),
});
export type Issues = z.infer<typeof issuesSchema>;

/** Open issues; those assigned to me unless words are given. Old ones are shown while newer ones are read. */
export const issuesQuery = (projectId: string, words = '') =>
  queryOptions<Issues>({
    queryKey: ['issues', projectId, words],
    queryFn: async ({ signal }) =>
      issuesSchema.parse(
        await api.get(
          `/api/projects/${projectId}/issues${words === '' ? '' : query({ query: words, assigned: false })}`,
          signal,
        ),
      ),
    staleTime: 60_000,
    retry: false,
  });

/** What is still to be started: an issue with a workspace is on the board already. */
export function todo(issues: Issues | undefined): readonly Issue[] {
  return (issues?.issues ?? []).filter((issue) => issue.workspaceId === null);
}
