import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFile, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { api, query } from '@/lib/api-client';
import { splitPath } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { FileViewer } from './file-viewer';
import styles from './files.module.css';

const searchQuery = (workspaceId: string, text: string) =>
  queryOptions<readonly { readonly path: string }[]>({
    queryKey: ['files', workspaceId, text],
    queryFn: ({ signal }) =>
      api.get(`/api/workspaces/${workspaceId}/files${query({ query: text, limit: 100 })}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

const TYPING = 120;

export function Files({ workspaceId }: { workspaceId: string }) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), TYPING);
  const [shown, setShown] = useState<string | null>(null);
  const files = useQuery(searchQuery(workspaceId, settled));
  if (shown !== null)
    return <FileViewer workspaceId={workspaceId} path={shown} onBack={() => setShown(null)} />;
  return (
    <>
      <div className={styles.search}>
        <TextInput
          size="xs"
          aria-label="Find a file"
          placeholder="Find a file by name or path"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = files.data?.[0];
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && first) setShown(first.path);
          }}
        />
      </div>
      <div className={styles.list}>
        {files.data?.map(({ path }) => (
          <button
            key={path}
            type="button"
            className={styles.item}
            title={path}
            onClick={() => setShown(path)}
          >
            <IconFile size={14} stroke={1.75} aria-hidden />
            <span className={styles.file}>{splitPath(path).file}</span>
            <span className={styles.folder}>{splitPath(path).folder}</span>
          </button>
        ))}
        {files.error !== null && <EmptyState title="Not searched">{describeError(files.error)}</EmptyState>}
        {files.data?.length === 0 && <EmptyState title="No such file">Try a part of its name.</EmptyState>}
      </div>
    </>
  );
}
