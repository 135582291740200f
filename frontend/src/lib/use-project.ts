import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from './queries';
import type { Project } from './schemas';

/** A project is named by its slug in addresses; its id is understood too. */
export function findProject(projects: readonly Project[], name: string): Project | undefined {
  return projects.find((project) => project.slug === name) ?? projects.find((project) => project.id === name);
}

export function useProject(name: string | null): Project | undefined {
  const projects = useQuery(projectsQuery).data ?? [];
  return name === null ? undefined : findProject(projects, name);
}
