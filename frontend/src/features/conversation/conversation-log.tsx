import { IconArrowDown } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/button';
import { Skeleton } from '@/components/empty-state';
import { StatusIcon } from '@/components/status-icon';
import type { Session } from '@/lib/api-types';
import styles from './conversation.module.css';
import { ConversationRow } from './conversation-row';
import { toRows } from './conversation-rows';
import type { EventLog } from './event-log';
import { PlanLine } from './plan-card';
import { isRunning } from './tool-summary';
import { useRowWindow } from './use-row-window';
import { useStickToBottom } from './use-stick-to-bottom';

interface ConversationLogProps {
  readonly session: Session;
  readonly log: EventLog | undefined;
  readonly root: string | null;
  readonly activity: string | null;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
}

const OLDER_AT = 200;

export function ConversationLog({
  session,
  log,
  root,
  activity,
  loadingOlder,
  onLoadOlder,
}: ConversationLogProps) {
  const rows = useMemo(() => toRows(log?.items ?? []), [log?.items]);
  const [away, setAway] = useState(false);
  const { shown, hidden, reveal } = useRowWindow(rows, away, onLoadOlder);
  const stick = useStickToBottom(shown[0]?.key, setAway);
  const older = hidden || (log !== undefined && log.first > 1);
  const working = session.status === 'WORKING';
  const latest = log?.items.at(-1);
  const toolRuns = latest?.kind === 'tool' && isRunning(latest);
  const plan = log?.items.findLast((item) => item.kind === 'plan');
  const pending = session.queue.filter((message) => message.state === 'SENT');
  const onScroll = () => {
    stick.onScroll();
    if (older && !loadingOlder && (stick.scroller.current?.scrollTop ?? OLDER_AT) < OLDER_AT) reveal();
  };
  return (
    <>
      {working && plan !== undefined && away && <PlanLine entries={plan.entries} />}
      <div className={styles.stage}>
        <div
          className={styles.scroll}
          ref={stick.scroller}
          onScroll={onScroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label="Conversation"
        >
          <div className={styles.inner} ref={stick.content}>
            {older && (
              <Button
                size="small"
                variant="ghost"
                className={styles.older ?? ''}
                disabled={loadingOlder}
                onClick={reveal}
              >
                {loadingOlder ? 'Loading earlier messages…' : 'Earlier messages'}
              </Button>
            )}
            {log === undefined && <Loading />}
            {log !== undefined && rows.length === 0 && pending.length === 0 && (
              <p className={styles.start}>Nothing said yet. Write the first message below.</p>
            )}
            {shown.map((row) => (
              <ConversationRow key={row.key} row={row} root={root} session={session.id} />
            ))}
            {pending.map((message) => (
              <div key={message.messageId} className={`${styles.user} ${styles.pending}`}>
                {message.text}
              </div>
            ))}
            {working && session.pendingRequests.length === 0 && !toolRuns && (
              <div className={styles.live}>
                <StatusIcon tone="working" size={14} />
                {activity ?? 'Working'}
              </div>
            )}
          </div>
        </div>
        {away && (
          <Button size="small" className={styles.jump ?? ''} onClick={stick.toBottom}>
            <IconArrowDown size={14} aria-hidden />
            Jump to latest
          </Button>
        )}
      </div>
    </>
  );
}

function Loading() {
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Skeleton width="70%" />
      <Skeleton width="90%" />
      <Skeleton width="50%" />
    </div>
  );
}
