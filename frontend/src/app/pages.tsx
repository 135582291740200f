import { useParams } from '@tanstack/react-router';
import { EmptyState } from '@/components/empty-state';
import { Board } from '@/features/board/board';
import { List } from '@/features/list/list';
import { NeedsYou } from '@/features/needs-you/needs-you';
import { WelcomePage } from '@/features/projects/welcome-page';
import { SettingsPage } from '@/features/settings/settings-page';
import { useProject } from '@/lib/use-project';
import { useCurrentProject } from './use-current-project';

function UnknownProject({ name }: { name: string }) {
  return <EmptyState title={`There is no project “${name}”`}>Pick another one in the sidebar.</EmptyState>;
}

export function BoardRoute() {
  const { project: name } = useParams({ from: '/projects/$project/board' });
  const project = useProject(name);
  return project === undefined ? (
    <UnknownProject name={name} />
  ) : (
    <Board key={project.id} project={project} />
  );
}

export function ListRoute() {
  const { project: name } = useParams({ from: '/projects/$project/list' });
  const project = useProject(name);
  return project === undefined ? <UnknownProject name={name} /> : <List key={project.id} project={project} />;
}

export function NeedsYouRoute() {
  return <NeedsYou project={useCurrentProject()} />;
}

export function SettingsRoute() {
  return <SettingsPage project={useCurrentProject()} />;
}

export function WelcomeRoute() {
  return <WelcomePage />;
}
