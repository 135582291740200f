import { Button } from '@/components/button';
import { CommandLine } from '@/components/command-line';
import { StatusIcon } from '@/components/status-icon';
import type { Session } from '@/lib/api-types';
import { moment } from '@/lib/format';
import type { Waiting } from '@/lib/schemas';
import { useLiftPause } from '@/lib/workspace-actions';
import styles from './dock.module.css';

interface SessionStateNoteProps {
  readonly session: Session;
  readonly busy: boolean;
  readonly onResume: () => void;
}

/** Says why nothing happens when the agent does not run, and what gets it going. */
export function SessionStateNote({ session, busy, onResume }: SessionStateNoteProps) {
  if (session.waiting !== null && session.waiting.reason !== 'WORKSPACE') {
    return <WaitingNote session={session} waiting={session.waiting} />;
  }
  if (session.status === 'WAITING' || session.status === 'STARTING') {
    return (
      <div className={styles.state} data-tone="neutral">
        <StatusIcon tone="working" size={14} />
        <span>
          {session.status === 'WAITING'
            ? `${session.agentTitle} starts when the workspace is set up.`
            : `${session.agentTitle} is starting.`}
        </span>
      </div>
    );
  }
  const down = session.status === 'STOPPED' || session.status === 'FAILED';
  // What went wrong stands in the conversation; here only what mends it.
  if (!down && session.error?.fix == null) return null;
  const failed = session.status === 'FAILED' || session.error !== null;
  const fix = session.error?.fix ?? null;
  return (
    <div className={styles.state} data-tone={failed ? 'danger' : 'neutral'} role="status">
      <StatusIcon tone={failed ? 'danger' : 'neutral'} size={14} />
      <span>{session.error?.message ?? `${session.agentTitle} is stopped. Its conversation is kept.`}</span>
      {fix !== null && (
        <div className={styles.stateFix}>
          <CommandLine command={fix} copyable />
        </div>
      )}
      {down && (
        <Button size="small" disabled={busy} onClick={onResume}>
          Resume
        </Button>
      )}
    </div>
  );
}

/** What the session waits for and when it goes on; a usage limit may be tried before its time. */
function WaitingNote({ session, waiting }: { session: Session; waiting: Waiting }) {
  const lift = useLiftPause();
  return (
    <div className={styles.state} data-tone="waiting" role="status">
      <StatusIcon tone="waiting" size={14} />
      <span>
        {waiting.message}
        {waiting.until !== null && <b> Goes on at {moment(waiting.until)}.</b>}
      </span>
      {waiting.reason === 'PROVIDER_LIMIT' && (
        <Button size="small" disabled={lift.isPending} onClick={() => lift.mutate(session.agent)}>
          Try now
        </Button>
      )}
    </div>
  );
}
