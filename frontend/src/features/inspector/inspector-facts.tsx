import type { ReactNode } from 'react';
import { count } from '@/lib/format';
import { allDeltas, deltasAMinute, type InspectionState } from './inspection-state';
import styles from './inspector.module.css';
import { exactAge, milliseconds, shortEpoch } from './inspector-view';
import { ReconcilePlot } from './reconcile-plot';

const DAY = 86_400_000;

interface InspectorFactsProps {
  readonly state: InspectionState;
  readonly entries: number;
  readonly now: number;
}

export function InspectorFacts({ state, entries, now }: InspectorFactsProps) {
  const { told } = state;
  if (told === null) return <dl className={styles.facts} aria-busy />;
  const run = told.reconciles[0];
  const drift = told.drift.filter((healed) => now - Date.parse(healed.at) < DAY).length;
  return (
    <dl className={styles.facts}>
      <Fact name="Epoch">
        <span className={styles.epoch} title={told.epoch}>
          {shortEpoch(told.epoch)}
        </span>
      </Fact>
      <Fact name="Sequence">{count(allDeltas(state)[0]?.sequence ?? told.sequence)}</Fact>
      <Fact name="Entries">{count(entries)}</Fact>
      <Fact name="Subscribers">{count(told.subscribers)}</Fact>
      <Fact name="Deltas a minute">
        {count(deltasAMinute(state, now))} <small>p95 {milliseconds(told.deliveryMs.p95)}</small>
      </Fact>
      <Fact name="Reconciled">
        {run === undefined ? (
          <small>not yet</small>
        ) : (
          <>
            {exactAge(run.startedAt, now)} <small>ago, took {milliseconds(run.durationMs)}</small>
          </>
        )}
        <ReconcilePlot runs={told.reconciles} />
      </Fact>
      <Fact name="Drift, 24 h" {...(drift > 0 && { tone: 'attention' as const })}>
        {count(drift)} <small>{drift === 0 ? 'none' : 'healed'}</small>
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly tone?: 'attention';
  readonly children: ReactNode;
}

function Fact({ name, tone, children }: FactProps) {
  return (
    <div className={styles.fact} data-tone={tone}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
