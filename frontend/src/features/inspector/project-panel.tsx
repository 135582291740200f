import { count, plural } from '@/lib/format';
import { DeltaRows } from './delta-rows';
import { DriftLog } from './drift-log';
import type { ReconcileRun } from './inspection-schema';
import { allDeltas, type InspectionState } from './inspection-state';
import styles from './inspector.module.css';
import { clock, exactAge, milliseconds } from './inspector-view';

interface ProjectPanelProps {
  readonly state: InspectionState;
  readonly now: number;
  readonly onChoose: (workspaceId: string) => void;
}

const RUNS = 5;

/** What happened in the project as a whole. */
export function ProjectPanel({ state, now, onChoose }: ProjectPanelProps) {
  const { told } = state;
  if (told === null) return null;
  return (
    <>
      <header className={styles.head}>
        <h2>Whole project</h2>
      </header>
      <p className={styles.sub}>{`epoch ${told.epoch}`}</p>
      <h3>
        Drift <span>no event brought it, newest first</span>
      </h3>
      <DriftLog drift={told.drift} now={now} onChoose={onChoose} />
      <h3>
        Comparisons <span>with the owners of all facets</span>
      </h3>
      <Runs runs={told.reconciles.slice(0, RUNS)} now={now} />
      <h3>
        Deltas{' '}
        <span>{`newest first, p50 ${milliseconds(told.deliveryMs.p50)}, p95 ${milliseconds(told.deliveryMs.p95)}`}</span>
      </h3>
      <DeltaRows deltas={allDeltas(state)} now={now} />
    </>
  );
}

function Runs({ runs, now }: { runs: readonly ReconcileRun[]; now: number }) {
  if (runs.length === 0) return <p className={styles.none}>None since the project was loaded.</p>;
  return (
    <ul>
      {runs.map((run) => (
        <li key={run.startedAt} className={styles.delta} title={plural(run.workspaces, 'workspace')}>
          <span className={styles.mono}>{clock(run.startedAt).slice(0, 8)}</span>
          <span className="truncate">
            {milliseconds(run.durationMs)}
            <span className="dim">{` · ${run.drift === 0 ? 'no drift' : `${count(run.drift)} healed`}`}</span>
            {run.failedReads.map(({ facet, message }) => (
              <span key={facet} className={styles.failed} title={message}>
                {` · ${facet} not read`}
              </span>
            ))}
          </span>
          <span className="dim">{exactAge(run.startedAt, now)}</span>
        </li>
      ))}
    </ul>
  );
}
