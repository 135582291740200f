import { IconExternalLink, IconRefresh, IconWorld } from '@tabler/icons-react';
import { IconButton } from '@/components/button';
import { Age, BranchChip, DiffStat } from '@/components/chips';
import { Markdown } from '@/components/markdown';
import type { Tone } from '@/components/status-icon';
import { Tag } from '@/components/tag';
import { plural } from '@/lib/format';
import type { PullRequestDetails } from '@/lib/pull-request';
import styles from './pull-request.module.css';

const STATES = {
  DRAFT: { word: 'Draft', tone: undefined },
  OPEN: { word: 'Open', tone: undefined },
  MERGED: { word: 'Merged', tone: 'success' },
  CLOSED: { word: 'Closed', tone: undefined },
} as const satisfies Record<PullRequestDetails['state'], { word: string; tone: Tone | undefined }>;

interface HeadProps {
  readonly details: PullRequestDetails;
  readonly refreshing: boolean;
  readonly onRefresh: () => void;
}

export function Head({ details, refreshing, onRefresh }: HeadProps) {
  const { word, tone } = STATES[details.state];
  return (
    <header className={styles.head}>
      <div className={styles.titleRow}>
        <h2>{details.title}</h2>
        <IconButton size="small" label="Read again from GitHub" disabled={refreshing} onClick={onRefresh}>
          <IconRefresh size={16} stroke={1.75} aria-hidden />
        </IconButton>
      </div>
      <div className={styles.row}>
        {details.state !== 'OPEN' && <Tag {...(tone !== undefined && { tone })}>{word}</Tag>}
        <BranchChip branch={details.headBranch} />
        <span>
          into <span className={styles.base}>{details.baseBranch}</span>
        </span>
        <DiffStat additions={details.additions} deletions={details.deletions} />
        <span className="num">{plural(details.changedFiles, 'file')}</span>
        <Previews details={details} />
        <a className={styles.linkish} href={details.url} target="_blank" rel="noreferrer">
          <IconExternalLink size={14} stroke={1.85} aria-hidden />
          GitHub
        </a>
      </div>
      {details.body.trim() !== '' && (
        <details className={styles.body}>
          <summary>
            Description{details.author !== null && ` by ${details.author}`}
            {details.createdAt !== null && (
              <>
                , <Age at={details.createdAt} />
              </>
            )}
          </summary>
          <Markdown text={details.body} />
        </details>
      )}
    </header>
  );
}

function Previews({ details }: { details: PullRequestDetails }) {
  const reachable = details.previewUrls.filter((preview) => preview.url !== null);
  return reachable.map(({ environment, url, state }) => (
    <a
      key={environment}
      className={styles.preview}
      href={url ?? undefined}
      target="_blank"
      rel="noreferrer"
      title={`${url}${state === null ? '' : `, ${state.toLowerCase()}`}`}
    >
      <IconWorld size={14} stroke={1.85} aria-hidden />
      {environment}
    </a>
  ));
}
