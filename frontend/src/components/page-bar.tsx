import { IconLayoutKanban, IconListDetails, IconMenu2, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MOD, useShell } from '@/lib/shell';
import { Button, IconButton } from './button';
import styles from './page-bar.module.css';

interface PageBarProps {
  readonly title: string;
  readonly sub?: string | undefined;
  readonly children?: ReactNode;
  /** In place of the search and of New workspace. */
  readonly actions?: ReactNode;
}

export function SidebarButton() {
  const { openSidebar } = useShell();
  return (
    <IconButton label="Open sidebar" className="only-phone" onClick={openSidebar}>
      <IconMenu2 size={20} stroke={1.6} aria-hidden />
    </IconButton>
  );
}

export function PageBar({ title, sub, children, actions }: PageBarProps) {
  return (
    <header className={styles.bar}>
      <SidebarButton />
      <h1>{title}</h1>
      {sub !== undefined && <span className={styles.sub}>{sub}</span>}
      {children}
      <span className={styles.grow} />
      {actions ?? <UsualActions />}
    </header>
  );
}

function UsualActions() {
  const { openPalette, openNewWorkspace, projectId } = useShell();
  return (
    <>
      <button type="button" className={`${styles.search} not-phone`} onClick={openPalette}>
        <IconSearch size={14} stroke={1.85} aria-hidden />
        Search or run
        <kbd>{MOD}K</kbd>
      </button>
      <IconButton label="Search" className="only-phone" onClick={openPalette}>
        <IconSearch size={20} stroke={1.6} aria-hidden />
      </IconButton>
      {projectId !== null && (
        <>
          <Button variant="primary" className="not-phone" onClick={openNewWorkspace}>
            <IconPlus size={14} stroke={2.2} aria-hidden />
            New workspace
            <kbd>N</kbd>
          </Button>
          <IconButton label="New workspace" className="only-phone" onClick={openNewWorkspace}>
            <IconPlus size={20} stroke={1.6} aria-hidden />
          </IconButton>
        </>
      )}
    </>
  );
}

export function ViewSwitch({ project }: { project: string }) {
  return (
    <nav className={`${styles.views} not-phone`} aria-label="View">
      <Link to="/projects/$project/board" params={{ project }}>
        <IconLayoutKanban size={14} stroke={1.85} aria-hidden />
        Board
      </Link>
      <Link to="/projects/$project/list" params={{ project }}>
        <IconListDetails size={14} stroke={1.85} aria-hidden />
        List
      </Link>
    </nav>
  );
}
