import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PullRequestDetails } from '@/lib/pull-request';
import type { AgentTarget } from '@/lib/send-to-agent';
import styles from './pull-request.module.css';
import { ReviewThread } from './review-thread';

interface ThreadsProps {
  readonly workspaceId: string;
  readonly details: PullRequestDetails;
  readonly agent: AgentTarget | null;
}

/** What reviewers said on lines: the open ones in full, the resolved ones on demand. */
export function Threads({ workspaceId, details, agent }: ThreadsProps) {
  const [unfolded, setUnfolded] = useState(false);
  const open = details.threads.filter((thread) => !thread.resolved);
  const resolved = details.threads.filter((thread) => thread.resolved);
  if (details.threads.length === 0) return null;
  const shown = unfolded ? [...open, ...resolved] : open;
  return (
    <section aria-label="Review">
      <h3 className={styles.section}>
        Review{' '}
        <span>
          {open.length} open{resolved.length > 0 && `, ${resolved.length} resolved`}
        </span>
      </h3>
      <div className={styles.threads}>
        {shown.map((thread) => (
          <ReviewThread key={thread.id} {...{ workspaceId, thread, agent, number: details.number }} />
        ))}
      </div>
      {resolved.length > 0 && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          <IconChevronRight size={14} stroke={1.85} aria-hidden />
          {unfolded ? 'Hide what is resolved' : `${resolved.length} resolved`}
        </button>
      )}
    </section>
  );
}
