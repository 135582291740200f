import { IconArrowLeft } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { IconButton } from '@/components/button';
import { CopyButton } from '@/components/copy-button';
import { EmptyState } from '@/components/empty-state';
import { api, query } from '@/lib/api-client';
import type { FileContent } from '@/lib/api-types';
import { bytes } from '@/lib/format';
import { describeError } from '@/lib/notify';
import styles from './files.module.css';

const contentQuery = (workspaceId: string, path: string) =>
  queryOptions<FileContent>({
    queryKey: ['file', workspaceId, path],
    queryFn: ({ signal }) =>
      api.get(`/api/workspaces/${workspaceId}/files/content${query({ path })}`, signal),
    gcTime: 10_000,
  });

interface FileViewerProps {
  readonly workspaceId: string;
  readonly path: string;
  readonly onBack: () => void;
}

export function FileViewer({ workspaceId, path, onBack }: FileViewerProps) {
  const file = useQuery(contentQuery(workspaceId, path));
  return (
    <>
      <div className={styles.head}>
        <IconButton size="small" label="Back to the files" onClick={onBack}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden />
        </IconButton>
        <span className="mono truncate" title={path}>
          {path}
        </span>
        <span className={styles.size}>{file.data && bytes(file.data.size)}</span>
        <CopyButton text={path} label="Copy path" />
      </div>
      {file.error !== null && <EmptyState title="Not read">{describeError(file.error)}</EmptyState>}
      {file.data?.truncated && <p className={styles.note}>Only the beginning is shown, the file is long.</p>}
      {file.data &&
        (file.data.binary ? (
          <p className={styles.note}>Binary file, not shown.</p>
        ) : (
          <Text file={file.data} />
        ))}
    </>
  );
}

function Text({ file }: { file: FileContent }) {
  const text = file.content ?? '';
  const numbers = useMemo(() => {
    const lines = text.endsWith('\n') ? text.split('\n').length - 1 : text.split('\n').length;
    return Array.from({ length: lines }, (_, index) => index + 1).join('\n');
  }, [text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.content} tabIndex={0} aria-label={file.path}>
      <span className={styles.numbers} aria-hidden>
        {numbers}
      </span>
      <code className={styles.text}>{text}</code>
    </section>
  );
}
