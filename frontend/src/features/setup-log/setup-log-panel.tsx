import { IconRefresh } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { type Shape, StatusIcon, type Tone } from '@/components/status-icon';
import { TerminalOutput } from '@/components/terminal-output';
import type { SetupState } from '@/lib/api-types';
import { useWorkspaceStep } from '@/lib/workspace-actions';
import styles from './setup-log.module.css';
import { useSetupLog } from './use-setup-log';

const STATES = {
  NONE: { label: 'No setup script', tone: 'neutral', shape: 'ring' },
  RUNNING: { label: 'Setting up', tone: 'working', shape: 'arc' },
  SUCCEEDED: { label: 'Set up', tone: 'success', shape: 'settled' },
  FAILED: { label: 'Setup failed', tone: 'danger', shape: 'octagon' },
  TIMED_OUT: { label: 'Setup took too long', tone: 'danger', shape: 'octagon' },
} as const satisfies Record<SetupState, { label: string; tone: Tone; shape: Shape }>;

interface SetupLogPanelProps {
  readonly workspaceId: string;
  readonly state: string | null;
  readonly error: string | null;
  readonly canRetry: boolean;
  /** A ready workspace may run its setup script again. */
  readonly ready: boolean;
  /** The worktree itself is still being made. */
  readonly provisioning: boolean;
}

export function SetupLogPanel({
  workspaceId,
  state,
  error,
  canRetry,
  ready,
  provisioning,
}: SetupLogPanelProps) {
  const log = useSetupLog(workspaceId, state);
  const retry = useWorkspaceStep();
  const canRepeat = ready && log?.state === 'SUCCEEDED';
  const box = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const known =
    STATES[(provisioning && log?.state === 'NONE' ? 'RUNNING' : (log?.state ?? 'NONE')) as SetupState];
  useLayoutEffect(() => {
    if (log !== undefined && pinned.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [log]);
  return (
    <div className={styles.root}>
      <div className={styles.head} data-tone={known.tone}>
        <StatusIcon tone={known.tone} shape={known.shape} />
        <b>{known.label}</b>
        {log?.exitCode != null && <span className={styles.exit}>exit {log.exitCode}</span>}
        {(canRetry || canRepeat) && (
          <Button
            size="small"
            disabled={retry.isPending}
            onClick={() => retry.mutate({ workspaceId, step: 'retry' })}
          >
            <IconRefresh size={14} stroke={1.85} aria-hidden />
            {canRetry ? 'Retry' : 'Run again'}
          </Button>
        )}
      </div>
      {error !== null && <p className={styles.error}>{error}</p>}
      <div
        className={styles.log}
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Setup log"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          pinned.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {log?.truncated && <p className={styles.note}>The beginning of the log is left out.</p>}
        {log !== undefined && log.output !== '' ? (
          <TerminalOutput text={log.output} />
        ) : (
          <p className={styles.note}>{provisioning ? 'Making the worktree…' : 'No output.'}</p>
        )}
      </div>
    </div>
  );
}
