import { createContext, useContext } from 'react';

export interface Shell {
  readonly projectId: string | null;
  openSidebar(): void;
  openPalette(): void;
  openNewWorkspace(): void;
  openShortcuts(): void;
}

const ShellContext = createContext<Shell | null>(null);
export const ShellProvider = ShellContext.Provider;

/** What every page may ask of the frame around it. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('ShellProvider is missing');
  return shell;
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
export const MOD = isMac ? '⌘' : 'Ctrl ';
