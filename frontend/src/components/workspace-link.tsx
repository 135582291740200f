import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useProject } from '@/lib/use-project';
import type { Tone } from './status-icon';

interface WorkspaceLinkProps {
  readonly projectId: string;
  readonly workspaceId: string;
  readonly className?: string | undefined;
  readonly title?: string;
  readonly data?: { readonly tone: Tone; readonly quiet: boolean; readonly done: boolean };
  readonly children: ReactNode;
}

export function WorkspaceLink({ projectId, workspaceId, data, children, ...rest }: WorkspaceLinkProps) {
  const project = useProject(projectId);
  const attributes = data && {
    'data-tone': data.tone,
    ...(data.quiet && { 'data-quiet': true }),
    ...(data.done && { 'data-done': true }),
  };
  return (
    <Link
      to="/projects/$project/workspaces/$workspaceId"
      params={{ project: project?.slug ?? projectId, workspaceId }}
      activeProps={{ 'data-active': true }}
      {...attributes}
      {...rest}
    >
      {children}
    </Link>
  );
}
