import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconCircleHalf,
  IconFolderPlus,
  IconInbox,
  IconKeyboard,
  IconLayoutKanban,
  IconLayoutSidebarLeftCollapse,
  IconListDetails,
  IconPlus,
  IconSettings,
  IconZoomScan,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Project } from '@/lib/schemas';
import { MOD, type Shell } from '@/lib/shell';

export interface PaletteCommand {
  readonly label: string;
  readonly keys?: string;
  readonly Icon: typeof IconPlus;
  readonly run: () => void;
}

interface PaletteContext {
  readonly project: Project | undefined;
  readonly shell: Shell;
  readonly onToggleSidebar: () => void;
}

export function usePaletteCommands({ project, shell, onToggleSidebar }: PaletteContext): PaletteCommand[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const next = scheme === 'dark' ? 'light' : 'dark';
  const inProject: PaletteCommand[] =
    project === undefined
      ? []
      : [
          { label: 'New workspace', keys: 'N', Icon: IconPlus, run: shell.openNewWorkspace },
          {
            label: 'Board',
            keys: 'G B',
            Icon: IconLayoutKanban,
            run: () => void navigate({ to: '/projects/$project/board', params: { project: project.slug } }),
          },
          {
            label: 'List',
            keys: 'G L',
            Icon: IconListDetails,
            run: () => void navigate({ to: '/projects/$project/list', params: { project: project.slug } }),
          },
          {
            label: 'Snapshot inspector',
            Icon: IconZoomScan,
            run: () =>
              void navigate({ to: '/projects/$project/inspector', params: { project: project.slug } }),
          },
        ];
  return [
    ...inProject,
    { label: 'Needs you', keys: 'G N', Icon: IconInbox, run: () => void navigate({ to: '/needs-you' }) },
    { label: 'Add a project', Icon: IconFolderPlus, run: () => void navigate({ to: '/add-project' }) },
    { label: 'Settings', Icon: IconSettings, run: () => void navigate({ to: '/settings' }) },
    {
      label: 'Show or hide the sidebar',
      keys: `${MOD}B`,
      Icon: IconLayoutSidebarLeftCollapse,
      run: onToggleSidebar,
    },
    { label: `Change to the ${next} theme`, Icon: IconCircleHalf, run: () => setColorScheme(next) },
    { label: 'Follow the theme of the system', Icon: IconCircleHalf, run: () => setColorScheme('auto') },
    { label: 'All shortcuts', keys: '?', Icon: IconKeyboard, run: shell.openShortcuts },
  ];
}
