import { IconPlayerPlay } from '@tabler/icons-react';
import type { RunSummary } from '@/lib/schemas';
import styles from './chips.module.css';
import { StatusIcon } from './status-icon';

/** Whether a dev server is worth a word: it runs, or it broke. */
export function tellsRun(run: RunSummary | null): run is RunSummary {
  return run !== null && (run.status === 'RUNNING' || run.status === 'STARTING' || run.status === 'FAILED');
}

/** The dev server in a few letters: where it is served, or that it failed. */
export function RunScriptChip({ run }: { run: RunSummary }) {
  if (run.status === 'FAILED') {
    return (
      <span
        className={`${styles.chip} ${styles.checks}`}
        data-tone="danger"
        title={run.problem?.message ?? 'The dev server failed'}
      >
        <StatusIcon tone="danger" shape="octagon" size={13} />
        Dev server
      </span>
    );
  }
  const served = run.detectedPort !== null;
  return (
    <span
      className={styles.chip}
      title={served ? `The dev server listens on port ${run.port}` : 'The dev server starts'}
    >
      <IconPlayerPlay size={14} stroke={1.85} aria-hidden />
      {served ? `:${run.port}` : 'Starting'}
    </span>
  );
}
