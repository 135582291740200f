import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { notifyFailure } from '@/lib/notify';
import {
  type MergeMethod,
  pullRequestDetailsSchema,
  pullRequestPath,
  pullRequestQuery,
} from '@/lib/pull-request';
import type { Entry } from '@/lib/schemas';
import { pullRequestMark, useReread } from '@/lib/use-reread';

/** The pull request as GitHub has it: read when the panel opens, and again when the snapshot has something new. */
export function usePullRequest(entry: Entry) {
  const options = pullRequestQuery(entry.workspaceId);
  useReread(options.queryKey, pullRequestMark(entry));
  return useQuery({ ...options, enabled: entry.pullRequest !== null, refetchOnMount: 'always' });
}

export interface Act {
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly failed: string;
}

/** What can be done with a pull request, each as the request it is and the words for its failure. */
export const acts = {
  markReady: (): Act => ({ path: '/ready', failed: 'It was not marked as ready' }),
  toDraft: (): Act => ({ path: '/draft', failed: 'It was not made a draft' }),
  updateBranch: (): Act => ({ path: '/update-branch', failed: 'The branch was not updated' }),
  rerun: (checkId: string | null): Act => ({
    path: '/rerun',
    body: checkId === null ? {} : { checkId },
    failed: 'Nothing was run again',
  }),
  comment: (body: string): Act => ({ path: '/comments', body: { body }, failed: 'The comment was not sent' }),
  reply: (threadId: string, body: string): Act => ({
    path: `/threads/${encodeURIComponent(threadId)}/reply`,
    body: { body },
    failed: 'The reply was not sent',
  }),
  resolve: (threadId: string, resolved: boolean): Act => ({
    path: `/threads/${encodeURIComponent(threadId)}/${resolved ? 'resolve' : 'unresolve'}`,
    failed: resolved ? 'The thread was not resolved' : 'The thread was not opened again',
  }),
  requestReview: (reviewers: readonly string[]): Act => ({
    path: '/reviewers',
    body: { reviewers },
    failed: 'The review was not requested',
  }),
  merge: (method: MergeMethod, headSha: string): Act => ({
    path: '/merge',
    body: { method, headSha },
    failed: 'It was not merged',
  }),
  autoMerge: (enabled: boolean, method: MergeMethod | undefined): Act => ({
    method: 'PUT',
    path: '/auto-merge',
    body: { enabled, ...(enabled && method !== undefined && { method }) },
    failed: 'Auto-merge was not changed',
  }),
};

/** Does something on GitHub; the answer is the pull request as it is afterwards. */
export function useAct(workspaceId: string) {
  const client = useQueryClient();
  const { queryKey } = pullRequestQuery(workspaceId);
  return useMutation({
    mutationFn: async ({ method = 'POST', path, body }: Act) => {
      const address = pullRequestPath(workspaceId) + path;
      const answer = method === 'PUT' ? await api.put(address, body) : await api.post(address, body);
      return pullRequestDetailsSchema.parse(answer);
    },
    onSuccess: async (details) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, details);
    },
    onError: (error, { failed }) => notifyFailure(failed, error),
  });
}

export function parseLogins(text: string): string[] {
  const logins = text.split(/[\s,]+/).map((login) => login.replace(/^@/, ''));
  return [...new Set(logins.filter((login) => login !== ''))];
}
