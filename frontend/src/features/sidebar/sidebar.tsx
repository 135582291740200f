import {
  IconInbox,
  IconLayoutKanban,
  IconLayoutSidebarLeftCollapse,
  IconListDetails,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconButton } from '@/components/button';
import { Count } from '@/components/chips';
import { needsQuery } from '@/lib/queries';
import type { Entry, Project } from '@/lib/schemas';
import { MOD } from '@/lib/shell';
import { useEntries } from '@/lib/snapshot';
import { ProjectSwitcher } from './project-switcher';
import styles from './sidebar.module.css';
import { SidebarFooter } from './sidebar-footer';
import { SidebarGroups } from './sidebar-groups';

interface SidebarProps {
  readonly project: Project | undefined;
  readonly rail: boolean;
  readonly onToggle: () => void;
}

const NO_ENTRIES: readonly Entry[] = [];

export function Sidebar({ project, rail, onToggle }: SidebarProps) {
  const entries = useEntries(project?.id ?? null);
  return (
    <aside className={`${styles.sidebar} ${rail ? styles.rail : ''}`} aria-label="Workspaces">
      <div className={styles.top}>
        <ProjectSwitcher project={project} />
        <IconButton
          label="Collapse sidebar"
          hint={`${MOD}B`}
          className={styles.collapse ?? ''}
          onClick={onToggle}
        >
          <IconLayoutSidebarLeftCollapse size={16} stroke={1.75} aria-hidden />
        </IconButton>
      </div>
      <Places project={project} />
      <div className={styles.groups}>
        {entries !== undefined && <SidebarGroups entries={entries} project={project?.slug ?? ''} />}
      </div>
      <SidebarFooter entries={entries ?? NO_ENTRIES} />
    </aside>
  );
}

function Places({ project }: { project: Project | undefined }) {
  const needs = useQuery(needsQuery).data?.length ?? 0;
  return (
    <nav className={styles.nav} aria-label="Places">
      <Link to="/needs-you" title="Needs you" aria-label={`Needs you ${needs}`}>
        <IconInbox size={16} stroke={1.75} aria-hidden />
        <span>Needs you</span> <span className={styles.end}>{needs > 0 && <Count value={needs} />}</span>
      </Link>
      {project !== undefined && (
        <>
          <Link to="/projects/$project/board" params={{ project: project.slug }} title="Board">
            <IconLayoutKanban size={16} stroke={1.75} aria-hidden />
            <span>Board</span>
            <span className={styles.end}>
              <kbd>G B</kbd>
            </span>
          </Link>
          <Link to="/projects/$project/list" params={{ project: project.slug }} title="List">
            <IconListDetails size={16} stroke={1.75} aria-hidden />
            <span>List</span>
            <span className={styles.end}>
              <kbd>G L</kbd>
            </span>
          </Link>
        </>
      )}
    </nav>
  );
}
