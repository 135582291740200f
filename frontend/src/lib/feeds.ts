import { useQueryClient } from '@tanstack/react-query';
import { needsQuery, projectsQuery } from './queries';
import { type Need, needsSchema, type Project, projectSchema, projectsSchema } from './schemas';
import { parseMessage, useLive, useStompTopic } from './use-stomp-topic';

export function withProject(projects: readonly Project[], changed: Project): Project[] {
  if (changed.archived) return projects.filter((project) => project.id !== changed.id);
  const known = projects.some((project) => project.id === changed.id);
  return known
    ? projects.map((project) => (project.id === changed.id ? changed : project))
    : [...projects, changed];
}

/** Projects and what needs you: two small feeds that every page shows. Mounted once, by the shell. */
export function useProjectsFeed(): void {
  const live = useLive();
  const client = useQueryClient();
  useStompTopic({
    topic: '/topic/projects',
    schema: projectSchema,
    onMessage: (project) =>
      client.setQueryData(projectsQuery.queryKey, (held: Project[] = []) => withProject(held, project)),
    onSubscribed: () =>
      live.ask('/app/projects', {}, (body) => {
        const projects = parseMessage(projectsSchema, body, '/app/projects');
        if (projects !== null) {
          client.setQueryData(
            projectsQuery.queryKey,
            projects.filter((project) => !project.archived),
          );
        }
      }),
  });
}

export function useNeedsFeed(): void {
  const live = useLive();
  const client = useQueryClient();
  const hold = (needs: readonly Need[]) => client.setQueryData(needsQuery.queryKey, needs);
  useStompTopic({
    topic: '/topic/needs-you',
    schema: needsSchema,
    onMessage: hold,
    onSubscribed: () =>
      live.ask('/app/needs-you', {}, (body) => {
        const needs = parseMessage(needsSchema, body, '/app/needs-you');
        if (needs !== null) hold(needs);
      }),
  });
}
