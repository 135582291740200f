import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/lib/api-client';
import type { CreateWorkspace, Workspace } from '@/lib/api-types';
import { workspaceQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';

export function useCreateWorkspace(project: Project) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (request: CreateWorkspace) =>
      api.post<Workspace>(`/api/projects/${project.id}/workspaces`, request),
    onSuccess: (workspace) => {
      client.setQueryData(workspaceQuery(workspace.id).queryKey, workspace);
      void navigate({
        to: '/projects/$project/workspaces/$workspaceId',
        params: { project: project.slug, workspaceId: workspace.id },
      });
    },
  });
}
