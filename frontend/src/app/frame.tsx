import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useMatches } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { NewWorkspaceDialog } from '@/features/new-workspace/new-workspace-dialog';
import { openPalette } from '@/features/palette/open-palette';
import { Palette } from '@/features/palette/palette';
import { ShortcutsDialog } from '@/features/shortcuts/shortcuts-dialog';
import { Sidebar } from '@/features/sidebar/sidebar';
import { useNeedsFeed, useProjectsFeed } from '@/lib/feeds';
import type { Issue } from '@/lib/issues';
import { type Shell, ShellProvider } from '@/lib/shell';
import { useSnapshotFeed } from '@/lib/snapshot';
import { useStored, writeStored } from '@/lib/storage';
import { ConnectionBanner } from './connection-banner';
import { PauseBanner } from './pause-banner';
import styles from './root.module.css';
import { useConnection } from './use-connection';
import { useCurrentProject } from './use-current-project';
import { useGlobalKeys } from './use-global-keys';
import { useTabTitle } from './use-tab-title';

type Overlay = 'none' | 'sidebar' | 'new-workspace' | 'shortcuts';

/** The board, the list and the inspector show every workspace, so next to them the sidebar is a rail. */
function usePlaceKind(): 'overview' | 'detail' {
  const path = useMatches().at(-1)?.fullPath ?? '';
  return /\/(board|list|inspector)$/.test(path) ? 'overview' : 'detail';
}

export function Frame() {
  const project = useCurrentProject();
  const kind = usePlaceKind();
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const [width, setWidth] = useStored<'rail' | 'full'>(
    `sidebar.${kind}`,
    kind === 'overview' ? 'rail' : 'full',
  );
  const [overlay, setOverlay] = useState<Overlay>('none');
  const [issue, setIssue] = useState<Issue | null>(null);
  const pathname = useMatches().at(-1)?.pathname;
  // Before the first project there is nothing to list.
  const bare = project === undefined;
  const close = () => {
    setOverlay('none');
    setIssue(null);
  };

  useConnection();
  useProjectsFeed();
  useNeedsFeed();
  useSnapshotFeed(project?.id ?? null);
  useTabTitle();
  useEffect(() => {
    if (project !== undefined) writeStored('project', project.slug);
  }, [project]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the sheet
  useEffect(() => setOverlay((now) => (now === 'sidebar' ? 'none' : now)), [pathname]);

  const toggleSidebar = () =>
    phone
      ? setOverlay(overlay === 'sidebar' ? 'none' : 'sidebar')
      : setWidth(width === 'rail' ? 'full' : 'rail');
  const shell: Shell = {
    projectId: project?.id ?? null,
    openSidebar: () => setOverlay('sidebar'),
    openPalette,
    openNewWorkspace: () => project && setOverlay('new-workspace'),
    startFromIssue: (about) => {
      setIssue(about);
      setOverlay('new-workspace');
    },
    openShortcuts: () => setOverlay('shortcuts'),
  };
  useGlobalKeys({ shell, project, toggleSidebar });

  return (
    <ShellProvider value={shell}>
      <div
        className={styles.app}
        {...(width === 'rail' && !phone && { 'data-rail': true })}
        {...(bare && { 'data-bare': true })}
      >
        {!phone && !bare && <Sidebar project={project} rail={width === 'rail'} onToggle={toggleSidebar} />}
        <main className={styles.main}>
          <ConnectionBanner />
          <PauseBanner />
          <Outlet />
        </main>
      </div>
      <Drawer
        opened={phone && overlay === 'sidebar'}
        onClose={close}
        size="calc(100% - 48px)"
        withCloseButton={false}
        padding={0}
        transitionProps={{ duration: 150 }}
        classNames={{ body: styles.sheet ?? '' }}
        title={null}
      >
        <Sidebar project={project} rail={false} onToggle={close} />
      </Drawer>
      {project !== undefined && (
        <NewWorkspaceDialog
          key={project.id}
          project={project}
          issue={issue}
          opened={overlay === 'new-workspace'}
          onClose={close}
        />
      )}
      <ShortcutsDialog opened={overlay === 'shortcuts'} onClose={close} />
      <Palette project={project} shell={shell} onToggleSidebar={toggleSidebar} />
    </ShellProvider>
  );
}
