import { useMutation } from '@tanstack/react-query';
import { ApiError, api } from '@/lib/api-client';
import { notifyFailure } from '@/lib/notify';

export interface OpenedTerminal {
  readonly id: string;
  readonly name: string;
}

function ignoreClosed(error: unknown): void {
  if (error instanceof ApiError && error.status === 404) return;
  throw error;
}

/** Opens, renames and closes terminals. What there are is learned from the snapshot, here and in every window. */
export function useTerminalActions(workspaceId: string) {
  const open = useMutation({
    mutationFn: () => api.post<OpenedTerminal>(`/api/workspaces/${workspaceId}/terminals`),
    onError: (error) => notifyFailure('The terminal was not opened', error),
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: OpenedTerminal) => api.patch(`/api/terminals/${id}`, { name }),
    onError: (error) => notifyFailure('The terminal was not renamed', error),
  });
  const close = useMutation({
    mutationFn: (id: string) => api.delete(`/api/terminals/${id}`).catch(ignoreClosed),
    onError: (error) => notifyFailure('The terminal was not closed', error),
  });
  return { open, rename, close };
}
