import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from '@/lib/api-client';
import { projectsQuery } from '@/lib/queries';
import { readStored } from '@/lib/storage';
import { findProject } from '@/lib/use-project';
import { ErrorPage, NotFoundPage } from './error-page';
import { BoardRoute, ListRoute, NeedsYouRoute, SettingsRoute, WelcomeRoute } from './pages';
import { queryClient } from './query-client';
import { Root } from './root';

const rootRoute = createRootRoute({
  component: Root,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
});

async function knownProjects() {
  try {
    return await queryClient.ensureQueryData(projectsQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const projects = await knownProjects();
    if (projects === null) return;
    const project = findProject(projects, readStored('project') ?? '') ?? projects[0];
    if (project === undefined) throw redirect({ to: '/add-project', replace: true });
    throw redirect({ to: '/projects/$project/board', params: { project: project.slug }, replace: true });
  },
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/add-project',
  component: WelcomeRoute,
});
const needsYouRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/needs-you',
  component: NeedsYouRoute,
});
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: SettingsRoute,
});
const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$project/board',
  component: BoardRoute,
});
const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$project/list',
  component: ListRoute,
});

export interface WorkspaceSearch {
  readonly session?: string;
}

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$project/workspaces/$workspaceId',
  validateSearch: (search): WorkspaceSearch =>
    typeof search.session === 'string' ? { session: search.session } : {},
  component: lazyRouteComponent(() => import('./workspace-route'), 'WorkspaceRoute'),
});

export interface InspectorSearch {
  readonly entry?: string;
}

const inspectorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$project/inspector',
  validateSearch: (search): InspectorSearch =>
    typeof search.entry === 'string' ? { entry: search.entry } : {},
  component: lazyRouteComponent(() => import('./inspector-route'), 'InspectorRoute'),
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  welcomeRoute,
  needsYouRoute,
  settingsRoute,
  boardRoute,
  listRoute,
  workspaceRoute,
  inspectorRoute,
]);

export const router = createRouter({ routeTree, defaultPreload: false, scrollRestoration: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
