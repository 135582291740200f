import { EmptyState } from '@/components/empty-state';
import { Changes } from '@/features/changes/changes';
import { Files } from '@/features/files/files';
import { TimelinePanel } from '@/features/timeline/timeline-panel';
import type { WorkspaceView } from '@/features/workspace/use-workspace';
import type { Part } from '@/features/workspace/workspace-layout';
import type { AgentTarget } from '@/lib/send-to-agent';
import { PullRequestPart } from './pull-request-part';
import { Preview } from './workspace-pieces';

interface LiveParts {
  readonly view: WorkspaceView;
  /** whom remarks on lines and comments are sent to */
  readonly agent: AgentTarget | null;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly onStart: () => void;
  readonly onSession: (sessionId: string) => void;
}

/** What stands beside the conversation of a workspace that is not put away. */
export function liveParts(parts: LiveParts): Part[] {
  const { view, agent, path, onPath, onStart, onSession } = parts;
  const { entry } = view;
  const provisioning = view.status === 'NEW' || view.status === 'PROVISIONING';
  const pullRequest = entry?.pullRequest ?? null;
  return [
    {
      name: 'changes',
      title: 'Changes',
      number: entry?.git?.files,
      content: () =>
        provisioning ? (
          <EmptyState title="No changes yet">The worktree is being made.</EmptyState>
        ) : (
          <Changes
            workspaceId={view.id}
            revision={String(entry?.facets?.git?.revision ?? 0)}
            agent={agent}
            pullRequest={pullRequest?.number ?? null}
          />
        ),
    },
    {
      name: 'pull-request',
      title: 'Pull request',
      note: pullRequest === null ? undefined : `#${pullRequest.number}`,
      content: () =>
        entry && (
          <PullRequestPart key={view.id} {...{ entry, agent, onSession }} projectId={view.projectId} />
        ),
    },
    {
      name: 'timeline',
      title: 'Timeline',
      content: () => entry && <TimelinePanel key={view.id} entry={entry} onSession={onSession} />,
    },
    {
      name: 'preview',
      title: 'Preview',
      content: () => entry && <Preview entry={entry} path={path} onPath={onPath} onStart={onStart} />,
    },
    { name: 'files', title: 'Files', content: () => <Files workspaceId={view.id} /> },
  ];
}
