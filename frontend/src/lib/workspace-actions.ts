import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, api, query } from './api-client';
import type { FormContent, PermissionOption, Session, Workspace } from './api-types';
import { notifyFailure } from './notify';
import { agentsQuery, archivedQuery, sessionQuery, workspaceQuery } from './queries';
import type { PendingRequest } from './schemas';

/** Options are chosen by what they mean, never by where they stand. */
export function optionOfKind(
  options: readonly PermissionOption[],
  kind: string,
): PermissionOption | undefined {
  return options.find((option) => option.kind === kind);
}

const ANSWERS_IN_A_LINE = 3;

/** The answers that can be given from a card or a row: once or not, or a question's few options. Never a plan. */
export function quickAnswers({ kind, options }: PendingRequest): readonly PermissionOption[] {
  if (kind === 'PLAN_APPROVAL') return [];
  if (kind === 'QUESTION') return options.length <= ANSWERS_IN_A_LINE ? options : [];
  const deny = optionOfKind(options, 'reject_once') ?? optionOfKind(options, 'reject_always');
  return [optionOfKind(options, 'allow_once'), deny].filter((option) => option !== undefined);
}

export function isRejection(option: PermissionOption): boolean {
  return option.kind.startsWith('reject');
}

export interface Answer {
  readonly sessionId: string;
  readonly requestId: string;
  readonly optionId: string;
  /** the fields of a form */
  readonly content?: FormContent;
}

/** An answer given elsewhere in the meantime is as good as ours: the snapshot will say so. */
function ignoreAnswered(error: unknown): void {
  if (error instanceof ApiError && error.code === 'REQUEST_ALREADY_ANSWERED') return;
  throw error;
}

export function useAnswerPermission() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sessionId, requestId, ...answer }: Answer) =>
      api.post(`/api/sessions/${sessionId}/permissions/${requestId}`, answer).catch(ignoreAnswered),
    onSuccess: (_, { sessionId, requestId }) => {
      client.setQueryData(
        sessionQuery(sessionId).queryKey,
        (session) =>
          session && {
            ...session,
            pendingRequests: session.pendingRequests.filter((request) => request.requestId !== requestId),
          },
      );
    },
    onError: (error) => notifyFailure('The answer was not sent', error),
  });
}

type SessionStep = 'cancel' | 'stop' | 'resume';
const SESSION_STEP_FAILED = {
  cancel: 'The turn was not stopped',
  stop: 'The agent was not stopped',
  resume: 'The agent was not started',
} as const satisfies Record<SessionStep, string>;

export function useSessionStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sessionId, step }: { sessionId: string; step: SessionStep }) =>
      api.post<Session>(`/api/sessions/${sessionId}/${step}`),
    onSuccess: (session) => {
      if (session) client.setQueryData(sessionQuery(session.id).queryKey, session);
    },
    onError: (error, { step }) => notifyFailure(SESSION_STEP_FAILED[step], error),
  });
}

/** Sends to an agent's account again before its usage limit is said to be over. */
export function useLiftPause() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agent: string) => api.delete(`/api/agents/${encodeURIComponent(agent)}/pause`),
    onSuccess: () => client.invalidateQueries({ queryKey: agentsQuery.queryKey }),
    onError: (error) => notifyFailure('The pause was not lifted', error),
  });
}

type WorkspaceStep = 'archive' | 'restore' | 'retry';
const WORKSPACE_STEP_FAILED = {
  archive: 'The workspace was not archived',
  restore: 'The workspace was not restored',
  retry: 'The setup was not started again',
} as const satisfies Record<WorkspaceStep, string>;

export function useWorkspaceStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ workspaceId, step }: { workspaceId: string; step: WorkspaceStep }) =>
      api.post<Workspace>(`/api/workspaces/${workspaceId}/${step}`),
    onSuccess: (workspace) => {
      if (!workspace) return;
      client.setQueryData(workspaceQuery(workspace.id).queryKey, workspace);
      void client.invalidateQueries({ queryKey: archivedQuery(workspace.projectId).queryKey });
    },
    onError: (error, { step }) => notifyFailure(WORKSPACE_STEP_FAILED[step], error),
  });
}

export interface Losses {
  readonly unmergedCommits: number;
  readonly uncommittedFiles: number;
}

/** What a deletion would lose, when that is why it was refused. */
export function lossesOf(error: unknown): Losses | null {
  if (!(error instanceof ApiError) || error.code !== 'WOULD_LOSE_WORK') return null;
  const losses = error.facts.losses as Partial<Losses> | undefined;
  return { unmergedCommits: losses?.unmergedCommits ?? 0, uncommittedFiles: losses?.uncommittedFiles ?? 0 };
}

export function deleteWorkspace(workspaceId: string, confirm: boolean): Promise<void> {
  return api.delete(`/api/workspaces/${workspaceId}${query({ confirm: confirm || undefined })}`);
}
