import { useQuery } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { needsQuery } from '@/lib/queries';
import { useEntry } from '@/lib/snapshot';
import { useConnectionState } from '@/lib/use-stomp-topic';
import { favicon } from './favicon';
import { useCurrentProject } from './use-current-project';

const PLACES: Readonly<Record<string, string>> = {
  '/needs-you': 'Needs you',
  '/settings': 'Settings',
  '/add-project': 'Add a project',
  '/projects/$project/board': 'Board',
  '/projects/$project/list': 'List',
};

/** The tab says where you are and how many need you, also while another tab is in front. */
export function useTabTitle(): void {
  const match = useMatches().at(-1);
  const project = useCurrentProject();
  const workspaceId = (match?.params as { workspaceId?: string } | undefined)?.workspaceId ?? '';
  const entry = useEntry(project?.id ?? null, workspaceId);
  const needs = useQuery(needsQuery).data?.length ?? 0;
  const offline = useConnectionState() === 'offline';
  const place = entry?.name ?? PLACES[match?.fullPath ?? ''] ?? 'Factory Factory';
  const title = `${needs > 0 ? `(${needs}) ` : ''}${place}${project === undefined ? '' : ` · ${project.name}`}`;

  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', favicon(needs, offline));
  }, [needs, offline]);
}
