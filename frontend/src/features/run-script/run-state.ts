import type { Shape, Tone } from '@/components/status-icon';
import { seconds } from '@/lib/format';
import type { RunScript, RunStatus, RunSummary } from '@/lib/schemas';

export const RUN_STATES = {
  IDLE: { label: 'Not running', tone: 'neutral', shape: 'ring' },
  STARTING: { label: 'Starting', tone: 'working', shape: 'arc' },
  RUNNING: { label: 'Running', tone: 'working', shape: 'arc' },
  STOPPING: { label: 'Stopping', tone: 'working', shape: 'arc' },
  COMPLETED: { label: 'Completed', tone: 'success', shape: 'settled' },
  FAILED: { label: 'Failed', tone: 'danger', shape: 'octagon' },
} as const satisfies Record<RunStatus, { label: string; tone: Tone; shape: Shape }>;

export function isActive(run: Pick<RunSummary, 'status'> | null): boolean {
  return run?.status === 'STARTING' || run?.status === 'RUNNING' || run?.status === 'STOPPING';
}

/** How it ended, such as `exit 3` or `SIGKILL`; null while it runs and before the first run. */
export function exitOf(run: RunScript): string | null {
  if (isActive(run)) return null;
  if (run.signal !== null) return run.signal;
  return run.exitCode === null ? null : `exit ${run.exitCode}`;
}

/** How long the latest run took, or takes so far. */
export function durationOf(run: RunScript, now: number): string | null {
  if (run.startedAt === null || run.run === 0) return null;
  const end = run.endedAt === null ? now : Date.parse(run.endedAt);
  return seconds(Math.max(0, end - Date.parse(run.startedAt)));
}

/** Where it is served, once that is known. */
export function servedPort(run: RunScript): number | null {
  return isActive(run) ? run.detectedPort : null;
}
