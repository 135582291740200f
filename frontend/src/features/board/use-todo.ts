import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Issue, issuesQuery, todo } from '@/lib/issues';
import { describeError } from '@/lib/notify';
import type { Entry, Project } from '@/lib/schemas';
import { useStored } from '@/lib/storage';

export interface Todo {
  /** whether there is such a column */
  readonly shown: boolean;
  readonly issues: readonly Issue[];
  readonly loading: boolean;
  /** why there is no column of issues, in words */
  readonly problem: string | null;
  readonly reading: boolean;
  readonly read: () => void;
}

type TodoProject = Pick<Project, 'id' | 'githubOwner'>;

/** Issues assigned to me that no workspace is about yet; the snapshot knows of new workspaces first. */
export function useTodo({ id: projectId, githubOwner }: TodoProject, entries: readonly Entry[]): Todo {
  const { data, error, isPending, isFetching, refetch } = useQuery(issuesQuery(projectId));
  // Before the first answer the project's origin tells: a column that is about to go would flash.
  const [had, remember] = useStored<'yes' | 'no'>(
    `board.todo.${projectId}`,
    githubOwner === null ? 'no' : 'yes',
  );
  // A project that is not on GitHub has no issues there, and no trouble either.
  const elsewhere = data?.problem?.code === 'INVALID_STATE';
  const problem = elsewhere
    ? null
    : (data?.problem?.message ?? (error === null || data !== undefined ? null : describeError(error)));
  const has = problem === null && !elsewhere ? 'yes' : 'no';
  // A board without issues opens without them the next time: columns that come and go move all others.
  useEffect(() => {
    if (!isPending) remember(has);
  }, [isPending, has, remember]);
  const started = new Set(entries.map((entry) => entry.issue?.number));
  return {
    shown: (isPending ? had : has) === 'yes',
    issues: todo(data).filter((issue) => !started.has(issue.number)),
    loading: isPending,
    problem,
    reading: isFetching,
    read: () => void refetch(),
  };
}
