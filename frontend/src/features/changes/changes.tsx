import { IconArrowsMaximize, IconArrowsMinimize, IconTextWrap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { IconButton } from '@/components/button';
import { DiffStat } from '@/components/chips';
import { EmptyState, Skeleton } from '@/components/empty-state';
import type { DiffFile, FileStatus, WorkspaceDiff } from '@/lib/api-types';
import { plural } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { useStored } from '@/lib/storage';
import styles from './changes.module.css';
import { diffQuery } from './diff-query';
import { FileDiff } from './file-diff';
import { FilePath } from './file-path';
import type { RemarkTargets } from './line-composer';

interface ChangesProps extends RemarkTargets {
  readonly workspaceId: string;
  readonly revision: string;
}

const OPEN_UP_TO = 20;
const LETTERS = {
  ADDED: 'A',
  MODIFIED: 'M',
  DELETED: 'D',
  RENAMED: 'R',
  COPIED: 'C',
  UNTRACKED: 'A',
  CONFLICTED: '!',
} as const satisfies Record<FileStatus, string>;

export function Changes(props: ChangesProps) {
  const diff = useQuery(diffQuery(props.workspaceId, props.revision));
  if (diff.data !== undefined) return <ChangedFiles {...props} diff={diff.data} />;
  if (diff.error !== null)
    return <EmptyState title="The changes were not read">{describeError(diff.error)}</EmptyState>;
  return (
    <div style={{ display: 'grid', gap: 12, padding: 16 }}>
      <Skeleton width="60%" />
      <Skeleton width="75%" />
      <Skeleton width="50%" />
    </div>
  );
}

function ChangedFiles({ diff, ...props }: ChangesProps & { diff: WorkspaceDiff }) {
  const [wrap, setWrap] = useStored<'on' | 'off'>('changes.wrap', 'off');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const diffs = useRef<HTMLDivElement>(null);
  const openAtFirst = diff.files.length <= OPEN_UP_TO;
  const isOpen = (file: DiffFile) => turned.has(file.path) !== openAtFirst;
  const allOpen = diff.files.every(isOpen);
  const turn = (path: string) =>
    setTurned((held) => {
      const next = new Set(held);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const show = (file: DiffFile) => {
    setCurrent(file.path);
    if (!isOpen(file)) turn(file.path);
    diffs.current
      ?.querySelector(`[data-path="${CSS.escape(file.path)}"]`)
      ?.scrollIntoView({ block: 'start' });
  };
  const turnAll = () =>
    setTurned(allOpen === openAtFirst ? new Set(diff.files.map((file) => file.path)) : new Set());

  if (diff.files.length === 0) {
    return (
      <EmptyState title="No changes yet">
        What the agent changes since {diff.baseBranch ?? 'the base branch'} shows here, committed or not.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.scope}>
        <span>
          {plural(diff.files.length, 'file')} changed since {diff.baseBranch ?? 'the base'}
        </span>
        <DiffStat additions={diff.additions} deletions={diff.deletions} />
        <span className={styles.end}>
          <IconButton
            size="small"
            label="Wrap long lines"
            aria-pressed={wrap === 'on'}
            onClick={() => setWrap(wrap === 'on' ? 'off' : 'on')}
          >
            <IconTextWrap size={16} stroke={1.75} aria-hidden />
          </IconButton>
          <IconButton size="small" label={allOpen ? 'Close all files' : 'Open all files'} onClick={turnAll}>
            {allOpen ? (
              <IconArrowsMinimize size={16} stroke={1.75} aria-hidden />
            ) : (
              <IconArrowsMaximize size={16} stroke={1.75} aria-hidden />
            )}
          </IconButton>
        </span>
      </div>
      <div className={styles.files}>
        {diff.files.map((file) => (
          <button
            key={file.path}
            type="button"
            className={styles.file}
            aria-current={file.path === current}
            onClick={() => show(file)}
          >
            <span className={styles.kind} data-status={file.status} title={file.status.toLowerCase()}>
              {LETTERS[file.status]}
            </span>
            <FilePath path={file.path} oldPath={file.oldPath} />
            <DiffStat additions={file.additions} deletions={file.deletions} />
          </button>
        ))}
      </div>
      <div className={styles.diffs} ref={diffs}>
        {diff.files.map((file) => (
          <FileDiff
            key={file.path}
            {...props}
            file={file}
            open={isOpen(file)}
            wrap={wrap === 'on'}
            onToggle={() => turn(file.path)}
          />
        ))}
        {diff.truncated && <p className={styles.note}>There are more changes than are shown here.</p>}
      </div>
    </>
  );
}
