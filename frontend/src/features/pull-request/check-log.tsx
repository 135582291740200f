import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { Skeleton } from '@/components/empty-state';
import { StatusIcon } from '@/components/status-icon';
import { ApiError } from '@/lib/api-client';
import { count } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { type CheckLog, checkLogQuery } from '@/lib/pull-request';
import { isTrouble } from './log-lines';
import styles from './pull-request.module.css';

interface CheckLogViewProps {
  readonly workspaceId: string;
  readonly checkId: string;
}

/** The log of the step that failed, read once it is opened. */
export function CheckLogView({ workspaceId, checkId }: CheckLogViewProps) {
  const { data: log, error } = useQuery(checkLogQuery(workspaceId, checkId));
  return (
    <div className={styles.opened}>
      {log !== undefined ? (
        <LogLines log={log} />
      ) : error === null ? (
        <Skeleton width="60%" />
      ) : (
        <p className={styles.logNote}>
          {error instanceof ApiError && error.code === 'NOT_FOUND'
            ? 'GitHub keeps no log of this check any more.'
            : describeError(error)}
        </p>
      )}
    </div>
  );
}

function LogLines({ log }: { log: CheckLog }) {
  const box = useRef<HTMLElement>(null);
  // What went wrong stands at the end of a log.
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  return (
    <>
      <div className={styles.step}>
        <StatusIcon tone={log.step === null ? 'neutral' : 'danger'} size={13} />
        <span className="truncate">{log.step ?? 'End of the log'}</span>
        <span className={styles.stepEnd}>
          lines {count(log.from)}–{count(log.to)} of {count(log.total)}
        </span>
      </div>
      <section
        ref={box}
        className={styles.log}
        aria-label={`Log of ${log.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {log.lines.map(({ number, text }) => (
          <div key={number} {...(isTrouble(text) && { 'data-trouble': true })}>
            <span aria-hidden>{number}</span>
            <code>{text}</code>
          </div>
        ))}
      </section>
    </>
  );
}
