import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/lib/api-client';
import type { PermissionOption, Session } from '@/lib/api-types';
import { notifyFailure } from '@/lib/notify';
import { needsQuery, projectsQuery } from '@/lib/queries';
import type { Entry, Need } from '@/lib/schemas';
import { findProject } from '@/lib/use-project';
import { useAnswerPermission, useSessionStep, useWorkspaceStep } from '@/lib/workspace-actions';

const BROKEN: readonly Session['status'][] = ['FAILED', 'STOPPED'];

export type NeedStep = 'retry' | 'resume' | null;

function isSetupFailure(code: string): boolean {
  return code.startsWith('SETUP') && code.endsWith('FAILED');
}

/** `entry` is known for the project that is shown: an agent that still runs has nothing to resume. */
export function stepOf(need: Need, entry?: Entry): NeedStep {
  if (need.pendingRequest !== null) return null;
  if (isSetupFailure(need.statusReason.code)) return 'retry';
  if (need.statusReason.code !== 'SESSION_ERROR') return null;
  const sessions = entry?.session?.sessions ?? [];
  return entry === undefined || sessions.some(({ status }) => BROKEN.includes(status)) ? 'resume' : null;
}

/** Everything one need can be answered with. An answered need leaves the list at once. */
export function useNeedActions() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery).data ?? [];
  const answerPermission = useAnswerPermission();
  const sessionStep = useSessionStep();
  const workspaceStep = useWorkspaceStep();

  const drop = (need: Need) =>
    client.setQueryData(needsQuery.queryKey, (needs) =>
      needs?.filter((each) => each.pendingRequest?.requestId !== need.pendingRequest?.requestId),
    );
  const answer = (need: Need, { optionId }: PermissionOption) => {
    const request = need.pendingRequest;
    if (request === null || answerPermission.isPending) return;
    const { sessionId, requestId } = request;
    answerPermission.mutate(
      { sessionId, requestId, optionId },
      { onSuccess: () => request.count === 1 && drop(need) },
    );
  };
  const open = (need: Need) =>
    void navigate({
      to: '/projects/$project/workspaces/$workspaceId',
      params: {
        project: findProject(projects, need.projectId)?.slug ?? need.projectId,
        workspaceId: need.workspaceId,
      },
    });
  const resume = async (need: Need) => {
    try {
      const sessions = await api.get<Session[]>(`/api/workspaces/${need.workspaceId}/sessions`);
      const broken = sessions.findLast((session) => BROKEN.includes(session.status));
      if (broken === undefined) open(need);
      else sessionStep.mutate({ sessionId: broken.id, step: 'resume' });
    } catch (error) {
      notifyFailure('The agent was not started', error);
    }
  };
  const step = (need: Need) => {
    const kind = stepOf(need);
    if (kind === 'retry') workspaceStep.mutate({ workspaceId: need.workspaceId, step: 'retry' });
    else if (kind === 'resume') void resume(need);
  };
  return {
    answer,
    step,
    open,
    busy: answerPermission.isPending || sessionStep.isPending || workspaceStep.isPending,
  };
}

export type NeedActions = ReturnType<typeof useNeedActions>;
