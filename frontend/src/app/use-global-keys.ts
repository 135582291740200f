import { useNavigate } from '@tanstack/react-router';
import type { Project } from '@/lib/schemas';
import type { Shell } from '@/lib/shell';
import { useHotkeys } from '@/lib/use-hotkeys';

interface GlobalKeys {
  readonly shell: Shell;
  readonly project: Project | undefined;
  readonly toggleSidebar: () => void;
}

export function useGlobalKeys({ shell, project, toggleSidebar }: GlobalKeys): void {
  const navigate = useNavigate();
  const go = (to: '/projects/$project/board' | '/projects/$project/list') => {
    if (project !== undefined) void navigate({ to, params: { project: project.slug } });
  };
  useHotkeys({
    n: shell.openNewWorkspace,
    '?': shell.openShortcuts,
    'g n': () => void navigate({ to: '/needs-you' }),
    'g b': () => go('/projects/$project/board'),
    'g l': () => go('/projects/$project/list'),
    'mod+b': toggleSidebar,
    'mod+k': shell.openPalette,
  });
}
