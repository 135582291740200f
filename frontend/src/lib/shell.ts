import { createContext, useContext } from 'react';
import type { Issue } from './issues';

export interface Shell {
  readonly projectId: string | null;
  openSidebar(): void;
  openPalette(): void;
  openNewWorkspace(): void;
  /** Opens the dialog for a new workspace that is about the issue. */
  startFromIssue(issue: Issue): void;
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
