import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from '@/components/button';
import { DiffStat } from '@/components/chips';
import { DiffView } from '@/components/diff-view';
import type { DiffFile } from '@/lib/api-types';
import { splitPath } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { type DiffLine, parsePatch } from '@/lib/unified-diff';
import styles from './changes.module.css';
import { wholeFileQuery } from './diff-query';
import { LineComposer, type RemarkTargets } from './line-composer';

interface FileDiffProps extends RemarkTargets {
  readonly workspaceId: string;
  readonly revision: string;
  readonly file: DiffFile;
  readonly open: boolean;
  readonly wrap: boolean;
  readonly onToggle: () => void;
}

export function FileDiff({ open, onToggle, ...props }: FileDiffProps) {
  const { file } = props;
  return (
    <section className={styles.section} data-path={file.path} aria-label={file.path}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={onToggle}>
        <IconChevronRight size={12} stroke={2.1} aria-hidden />
        <span className={`${styles.headPath} truncate`} title={file.path}>
          {splitPath(file.path).file}
        </span>
        <DiffStat additions={file.additions} deletions={file.deletions} />
        {file.uncommitted && <span className={styles.tag}>not committed</span>}
      </button>
      {open && <FileHunks {...props} />}
    </section>
  );
}

type FileHunksProps = Omit<FileDiffProps, 'open' | 'onToggle'>;

function FileHunks({ workspaceId, revision, file, wrap, agent, pullRequest }: FileHunksProps) {
  const [commented, setCommented] = useState<DiffLine | null>(null);
  const [whole, setWhole] = useState(false);
  const larger = useQuery({ ...wholeFileQuery(workspaceId, revision, file.path), enabled: whole });
  const shown = larger.data?.files[0] ?? file;
  const hunks = useMemo(() => parsePatch(shown.patch ?? ''), [shown.patch]);
  if (file.binary) return <p className={styles.note}>Binary file, not shown.</p>;
  return (
    <>
      {hunks.length > 0 ? (
        <DiffView
          hunks={hunks}
          wrap={wrap}
          onComment={setCommented}
          under={
            commented && {
              line: commented,
              content: (
                <LineComposer
                  {...{ workspaceId, agent, pullRequest }}
                  path={file.path}
                  line={commented}
                  onClose={() => setCommented(null)}
                />
              ),
            }
          }
        />
      ) : (
        !shown.patchTruncated && (
          <p className={styles.note}>
            {file.status === 'RENAMED' ? `Renamed from ${file.oldPath}, unchanged.` : 'No lines changed.'}
          </p>
        )
      )}
      {shown.patchTruncated && (
        <div className={styles.note}>
          {whole && larger.data !== undefined
            ? 'The rest is too long to show here.'
            : 'Cut, the diff is long.'}
          {!whole && (
            <Button size="small" onClick={() => setWhole(true)}>
              Show more
            </Button>
          )}
          {larger.isFetching && 'Loading…'}
          {larger.error !== null && describeError(larger.error)}
        </div>
      )}
    </>
  );
}
