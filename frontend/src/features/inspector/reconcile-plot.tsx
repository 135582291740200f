import type { ReconcileRun } from './inspection-schema';
import styles from './inspector.module.css';
import { clock, milliseconds } from './inspector-view';

const BARS = 20;
const WIDTH = 3;
const STEP = 4;
const HEIGHT = 18;

function toneOf(run: ReconcileRun) {
  return run.failedReads.length > 0 ? 'danger' : run.drift > 0 ? 'attention' : 'neutral';
}

function titleOf(run: ReconcileRun): string {
  const found = run.drift === 0 ? 'no drift' : `${run.drift} healed`;
  return `${clock(run.startedAt)}, ${milliseconds(run.durationMs)}, ${found}`;
}

/** How long the last comparisons took, the latest at the right. */
export function ReconcilePlot({ runs }: { runs: readonly ReconcileRun[] }) {
  if (runs.length < 2) return null;
  const longest = Math.max(...runs.map((run) => run.durationMs), 1);
  const shown = runs.slice(0, BARS);
  return (
    <svg
      className={styles.plot}
      width={shown.length * STEP - 1}
      height={HEIGHT}
      role="img"
      aria-label={`The last ${shown.length} comparisons, the longest took ${milliseconds(longest)}`}
    >
      <title>{`The longest of the last ${shown.length} took ${milliseconds(longest)}`}</title>
      {shown.map((run, index) => {
        const height = Math.max(2, (run.durationMs / longest) * HEIGHT);
        return (
          <rect
            key={run.startedAt}
            data-tone={toneOf(run)}
            x={(shown.length - 1 - index) * STEP}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            rx={1}
          >
            <title>{titleOf(run)}</title>
          </rect>
        );
      })}
    </svg>
  );
}
