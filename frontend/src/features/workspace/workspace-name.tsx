import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { api } from '@/lib/api-client';
import type { Workspace } from '@/lib/api-types';
import { notifyFailure } from '@/lib/notify';
import { workspaceQuery } from '@/lib/queries';
import styles from './workspace.module.css';

export function WorkspaceName({ id, name }: { id: string; name: string }) {
  const client = useQueryClient();
  const [edited, setEdited] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (next: string) => api.patch<Workspace>(`/api/workspaces/${id}`, { name: next }),
    onSuccess: (workspace) => client.setQueryData(workspaceQuery(id).queryKey, workspace),
    onError: (error, next) => {
      setEdited(next);
      notifyFailure('The workspace was not renamed', error);
    },
  });
  const save = () => {
    const next = edited?.trim() ?? '';
    setEdited(null);
    if (next !== '' && next !== name) rename.mutate(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') setEdited(null);
  };
  if (edited !== null) {
    return (
      <input
        className={styles.nameField}
        aria-label="Name of the workspace"
        // biome-ignore lint/a11y/noAutofocus: it replaces the button that was pressed
        autoFocus
        value={edited}
        onChange={(event) => setEdited(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
    );
  }
  const shown = rename.isPending ? rename.variables : name;
  return (
    <h1 style={{ minWidth: 0, display: 'flex' }}>
      <button
        type="button"
        className={`${styles.name} truncate`}
        title={`${shown}, rename`}
        onClick={() => setEdited(name)}
      >
        {shown}
      </button>
    </h1>
  );
}
