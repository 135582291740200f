import { useQuery } from '@tanstack/react-query';
import { type Issue, issuesQuery, todo } from '@/lib/issues';
import { describeError } from '@/lib/notify';
import type { Entry } from '@/lib/schemas';

export interface Todo {
  readonly issues: readonly Issue[];
  readonly loading: boolean;
  /** why there is no column of issues, in words */
  readonly problem: string | null;
}

/** Issues assigned to me that no workspace is about yet; the snapshot knows of new workspaces first. */
export function useTodo(projectId: string, entries: readonly Entry[]): Todo {
  const { data, error, isPending } = useQuery(issuesQuery(projectId));
  const started = new Set(entries.map((entry) => entry.issue?.number));
  return {
    issues: todo(data).filter((issue) => !started.has(issue.number)),
    loading: isPending,
    problem: data?.problem?.message ?? (error === null || data !== undefined ? null : describeError(error)),
  };
}
