import { useState } from 'react';
import type { Entry } from '@/lib/schemas';

export interface ListSelection {
  readonly cursor: number;
  readonly selected: readonly Entry[];
  readonly all: boolean;
  has(workspaceId: string): boolean;
  toggle(workspaceId: string): void;
  toggleAll(): void;
  clear(): void;
  move(step: 1 | -1): void;
}

/** The cursor and the chosen rows of what is shown. Both follow the workspace, not the place in the table. */
export function useListSelection(shown: readonly Entry[]): ListSelection {
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const cursor = shown.findIndex((entry) => entry.workspaceId === cursorId);
  const selected = shown.filter((entry) => chosen.has(entry.workspaceId));
  const all = shown.length > 0 && selected.length === shown.length;
  const toggle = (workspaceId: string) =>
    setChosen((held) => {
      const next = new Set(held);
      if (!next.delete(workspaceId)) next.add(workspaceId);
      return next;
    });
  const move = (step: 1 | -1) => {
    const next = cursor < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, cursor + step));
    setCursorId(shown[next]?.workspaceId ?? null);
  };
  return {
    cursor,
    selected,
    all,
    has: (workspaceId) => chosen.has(workspaceId),
    toggle,
    toggleAll: () => setChosen(all ? new Set() : new Set(shown.map((entry) => entry.workspaceId))),
    clear: () => setChosen(new Set()),
    move,
  };
}
