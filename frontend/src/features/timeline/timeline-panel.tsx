import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { EmptyState, Skeleton } from '@/components/empty-state';
import { describeError } from '@/lib/notify';
import { ratchetQuery, timelineQuery } from '@/lib/ratchet';
import type { Entry } from '@/lib/schemas';
import { pullRequestMark, ratchetMark, useReread } from '@/lib/use-reread';
import { attemptsTitle } from './event-look';
import { EventRow } from './event-row';
import { Now } from './now';
import styles from './timeline.module.css';

interface TimelinePanelProps {
  readonly entry: Entry;
  readonly onSession: (sessionId: string) => void;
}

/** What auto-fix does, what it decided and why, also when it decided to wait. */
export function TimelinePanel({ entry, onSession }: TimelinePanelProps) {
  const { workspaceId } = entry;
  const mark = ratchetMark(entry) + pullRequestMark(entry);
  useReread(ratchetQuery(workspaceId).queryKey, mark);
  useReread(timelineQuery(workspaceId).queryKey, mark);
  const ratchet = useQuery({ ...ratchetQuery(workspaceId), refetchOnMount: 'always' });
  return (
    <div className={styles.root}>
      <h3 className={styles.section}>
        Auto-fix <span>{attemptsTitle(ratchet.data)}</span>
      </h3>
      {ratchet.data !== undefined ? (
        <Now
          workspaceId={workspaceId}
          ratchet={ratchet.data}
          linked={entry.pullRequest !== null}
          onSession={onSession}
        />
      ) : ratchet.error !== null ? (
        <p className={styles.problem}>{describeError(ratchet.error)}</p>
      ) : (
        <Skeleton width="60%" />
      )}
      <Events workspaceId={workspaceId} onSession={onSession} />
    </div>
  );
}

interface EventsProps {
  readonly workspaceId: string;
  readonly onSession: (sessionId: string) => void;
}

function Events({ workspaceId, onSession }: EventsProps) {
  const timeline = useInfiniteQuery({ ...timelineQuery(workspaceId), refetchOnMount: 'always' });
  const events = timeline.data?.pages.flatMap((page) => page.events) ?? [];
  if (timeline.data === undefined) {
    return timeline.error === null ? null : (
      <p className={styles.problem}>The timeline was not read. {describeError(timeline.error)}</p>
    );
  }
  if (events.length === 0) {
    return (
      <EmptyState title="Nothing has happened yet">
        What auto-fix sees, decides and does is written down here, also when it decides to wait.
      </EmptyState>
    );
  }
  return (
    <>
      <h3 className={styles.section}>Timeline</h3>
      <ol className={styles.events} aria-label="Timeline">
        {events.map((event) => (
          <EventRow key={event.id} event={event} onSession={onSession} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          size="small"
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {timeline.isFetchingNextPage ? 'Reading…' : 'Older'}
        </Button>
      )}
    </>
  );
}
