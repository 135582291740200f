import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import type { Tone } from './status-icon';

interface WorkspaceLinkProps {
  /** slug of its project, or the id */
  readonly project: string;
  readonly workspaceId: string;
  readonly className?: string | undefined;
  readonly title?: string;
  readonly tone?: Tone;
  readonly quiet?: boolean;
  readonly done?: boolean;
  readonly current?: boolean;
  readonly children: ReactNode;
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** A plain link that the router follows: hundreds of them stand on a page, none listens to the router. */
export function WorkspaceLink(props: WorkspaceLinkProps) {
  const { project, workspaceId, tone, quiet, done, current, children, ...rest } = props;
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    void router.navigate({
      to: '/projects/$project/workspaces/$workspaceId',
      params: { project, workspaceId },
    });
  };
  return (
    <a
      href={`/projects/${encodeURIComponent(project)}/workspaces/${encodeURIComponent(workspaceId)}`}
      onClick={follow}
      data-tone={tone}
      {...(quiet && { 'data-quiet': true })}
      {...(done && { 'data-done': true })}
      {...(current && { 'aria-current': 'page' as const })}
      {...rest}
    >
      {children}
    </a>
  );
}
