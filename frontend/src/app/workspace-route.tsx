import { useParams } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { useWorkspace } from '@/features/workspace/use-workspace';
import { ApiError } from '@/lib/api-client';
import { describeError } from '@/lib/notify';
import type { Project } from '@/lib/schemas';
import { useProject } from '@/lib/use-project';
import { WorkspaceParts } from './workspace-parts';

const ROUTE = '/projects/$project/workspaces/$workspaceId';

export function WorkspaceRoute() {
  const { project: name, workspaceId } = useParams({ from: ROUTE });
  const project = useProject(name);
  if (project === undefined) return <EmptyState title={`There is no project “${name}”`} />;
  return <WorkspacePlace key={workspaceId} project={project} workspaceId={workspaceId} />;
}

function WorkspacePlace({ project, workspaceId }: { project: Project; workspaceId: string }) {
  const { view, error } = useWorkspace(project.id, workspaceId);
  if (view !== undefined) return <WorkspaceParts project={project} view={view} />;
  if (error === null) return null;
  const gone = error instanceof ApiError && error.status === 404;
  return (
    <EmptyState title={gone ? 'This workspace is gone' : 'The workspace was not loaded'}>
      {gone
        ? 'It was deleted. Its work is kept in the repository under a private ref.'
        : describeError(error)}
    </EmptyState>
  );
}
