import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { projectsQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import { readStored } from '@/lib/storage';
import { findProject } from '@/lib/use-project';

/** The project in the address; elsewhere the one that was shown last. */
export function useCurrentProject(): Project | undefined {
  const { project: named } = useParams({ strict: false });
  const projects = useQuery(projectsQuery).data ?? [];
  if (named !== undefined) return findProject(projects, named);
  return findProject(projects, readStored('project') ?? '') ?? projects[0];
}
