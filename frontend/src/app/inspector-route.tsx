import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { Inspector } from '@/features/inspector/inspector';
import { useProject } from '@/lib/use-project';

const ROUTE = '/projects/$project/inspector';

export function InspectorRoute() {
  const { project: name } = useParams({ from: ROUTE });
  const { entry } = useSearch({ from: ROUTE });
  const navigate = useNavigate();
  const project = useProject(name);
  if (project === undefined) return <EmptyState title={`There is no project “${name}”`} />;
  const choose = (workspaceId: string | undefined) =>
    void navigate({
      to: ROUTE,
      params: { project: project.slug },
      search: workspaceId === undefined ? {} : { entry: workspaceId },
      replace: true,
    });
  return <Inspector key={project.id} project={project} chosen={entry} onChoose={choose} />;
}
