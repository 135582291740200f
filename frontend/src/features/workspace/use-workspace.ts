import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SessionStatus, Workspace, WorkspaceStatus } from '@/lib/api-types';
import { canRetrySetup } from '@/lib/entries';
import { sessionsQuery, workspaceQuery } from '@/lib/queries';
import type { Entry, ResourceUse, StatusReason, Waiting } from '@/lib/schemas';
import { useEntry } from '@/lib/snapshot';

export interface WorkspaceView {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly status: WorkspaceStatus;
  readonly branch: string | null;
  readonly worktreePath: string | null;
  readonly reason: StatusReason;
  readonly setupState: string | null;
  readonly error: string | null;
  readonly canRetry: boolean;
  readonly entry: Entry | undefined;
}

const ARCHIVED: StatusReason = { code: 'ARCHIVED', label: 'Archived', tone: 'neutral', needsUser: false };
const LOADING: StatusReason = {
  code: 'SETTING_UP',
  label: 'Setting up workspace',
  tone: 'working',
  needsUser: false,
};

function fromEntry(entry: Entry, workspace: Workspace | undefined): WorkspaceView {
  return {
    id: entry.workspaceId,
    projectId: entry.projectId,
    name: entry.name,
    status: entry.status,
    branch: entry.branch,
    worktreePath: entry.workspace?.worktreePath ?? workspace?.worktreePath ?? null,
    reason: entry.statusReason,
    setupState: entry.workspace?.setupState ?? null,
    error: entry.workspace?.error?.message ?? null,
    canRetry: canRetrySetup(entry),
    entry,
  };
}

function fromWorkspace(workspace: Workspace): WorkspaceView {
  return {
    ...workspace,
    reason: workspace.status === 'ARCHIVED' ? ARCHIVED : LOADING,
    setupState: workspace.setup?.state ?? null,
    error: workspace.error?.message ?? null,
    canRetry: false,
    entry: undefined,
  };
}

/** One workspace: live from the snapshot; from the server when it is not there, as archived ones are not. */
export function useWorkspace(projectId: string, workspaceId: string) {
  const client = useQueryClient();
  const entry = useEntry(projectId, workspaceId);
  const stored = useQuery(workspaceQuery(workspaceId));
  const listed = entry !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: coming to or leaving the snapshot is the reason to read
  useEffect(() => {
    const { data, dataUpdatedAt } = client.getQueryState(workspaceQuery(workspaceId).queryKey) ?? {};
    if (data !== undefined && (dataUpdatedAt ?? 0) > 0) {
      void client.invalidateQueries({ queryKey: workspaceQuery(workspaceId).queryKey });
    }
  }, [listed]);
  const view = entry ? fromEntry(entry, stored.data) : stored.data && fromWorkspace(stored.data);
  return { view, error: stored.error };
}

export interface SessionTab {
  readonly id: string;
  readonly title: string;
  readonly agentTitle: string;
  readonly status: SessionStatus;
  readonly asks: boolean;
  readonly waiting: Waiting | null;
  readonly resources: ResourceUse | null;
}

/** The sessions of a workspace: the server's list, with what the snapshot knows newer. */
export function useSessionTabs({ id, entry }: WorkspaceView): readonly SessionTab[] {
  const client = useQueryClient();
  const stored = useQuery(sessionsQuery(id)).data;
  const live = entry?.session?.sessions ?? [];
  const liveIds = live.map((session) => session.sessionId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session more or less is the reason to read
  useEffect(() => {
    const held = client.getQueryData(sessionsQuery(id).queryKey);
    const unknown = held && live.some((session) => !held.some((each) => each.id === session.sessionId));
    if (unknown) void client.invalidateQueries({ queryKey: sessionsQuery(id).queryKey });
  }, [liveIds]);
  const listed = (stored ?? []).map((session) => ({
    id: session.id,
    title: session.title ?? session.agentTitle,
    agentTitle: session.agentTitle,
    status: session.status,
    asks: session.pendingRequests.length > 0,
    waiting: session.waiting,
    resources: session.resources,
  }));
  const fresh = live.map((session) => ({
    id: session.sessionId,
    title: session.title ?? session.agentTitle,
    agentTitle: session.agentTitle,
    status: session.status,
    asks: session.pendingRequests > 0,
    waiting: session.waiting,
    resources: session.resources,
  }));
  const merged = listed.map((tab) => fresh.find((each) => each.id === tab.id) ?? tab);
  return [...merged, ...fresh.filter((tab) => !merged.some((each) => each.id === tab.id))];
}
