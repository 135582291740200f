import {
  IconCloudOff,
  IconGitMerge,
  IconGitPullRequest,
  IconGitPullRequestClosed,
  IconGitPullRequestDraft,
} from '@tabler/icons-react';
import type { CiState, Entry, PullRequest } from '@/lib/schemas';
import { Age } from './chips';
import styles from './chips.module.css';
import { type Shape, StatusIcon, type Tone } from './status-icon';

const ICONS = {
  DRAFT: IconGitPullRequestDraft,
  OPEN: IconGitPullRequest,
  MERGED: IconGitMerge,
  CLOSED: IconGitPullRequestClosed,
} as const;

const CHECKS: Partial<Record<CiState, { label: string; tone: Tone; shape?: Shape }>> = {
  PASSING: { label: 'Passing', tone: 'success', shape: 'settled' },
  FAILING: { label: 'Failing', tone: 'danger' },
  RUNNING: { label: 'Running', tone: 'waiting' },
  CONFLICT: { label: 'Conflict', tone: 'attention' },
};

function titleOf({ number, title, state }: PullRequest): string {
  const known = state === null ? '' : `, ${state.toLowerCase()}`;
  return `Pull request #${number}${known}${title === null ? '' : `: ${title}`}`;
}

interface PullRequestChipsProps {
  readonly entry: Entry;
  /** In a header, with a border of their own. */
  readonly boxed?: boolean;
  /** Shows it in the page, in place of leading to GitHub. */
  readonly onOpen?: (() => void) | undefined;
}

/** The pull request's number, which leads to it, and how its checks stand; nothing without one. */
export function PullRequestChips({ entry, boxed = false, onOpen }: PullRequestChipsProps) {
  const { pullRequest, sidebarState } = entry;
  if (pullRequest === null) return null;
  const Icon = ICONS[pullRequest.state ?? 'OPEN'];
  const checks = CHECKS[sidebarState?.ciState ?? 'NONE'];
  const look = boxed ? `${styles.chip} ${styles.box}` : styles.chip;
  return (
    <>
      {onOpen === undefined ? (
        <a
          className={look}
          href={pullRequest.url}
          target="_blank"
          rel="noreferrer"
          title={titleOf(pullRequest)}
        >
          <Icon size={14} stroke={1.85} aria-hidden />#{pullRequest.number}
        </a>
      ) : (
        <button type="button" className={look} title={titleOf(pullRequest)} onClick={onOpen}>
          <Icon size={14} stroke={1.85} aria-hidden />#{pullRequest.number}
        </button>
      )}
      {checks !== undefined && (
        <span
          className={`${look} ${styles.checks}`}
          data-tone={checks.tone}
          title={`Checks: ${checks.label.toLowerCase()}`}
        >
          <StatusIcon tone={checks.tone} shape={checks.shape} size={13} />
          {checks.label}
        </span>
      )}
      <StaleMark pullRequest={pullRequest} />
    </>
  );
}

/** Says that GitHub can't be asked, and how old what is shown is. */
export function StaleMark({ pullRequest }: { pullRequest: PullRequest }) {
  const { problem, observedAt } = pullRequest;
  if (problem === null) return null;
  return (
    <span className={`${styles.chip} ${styles.stale}`} title={problem.message}>
      <IconCloudOff size={14} stroke={1.85} role="img" aria-label={`Not up to date: ${problem.message}`} />
      <Age at={observedAt ?? problem.since} />
    </span>
  );
}
