import { bytes, count, plural } from '@/lib/format';
import type { ToldDelta } from './inspection-schema';
import styles from './inspector.module.css';
import { clock, deltaLabel, exactAge, milliseconds } from './inspector-view';

function titleOf(delta: ToldDelta): string {
  const whom = `${plural(delta.changedCount, 'entry', 'entries')} changed, ${count(delta.removedCount)} removed`;
  const took = delta.deliveryMs === null ? '' : `, told after ${milliseconds(delta.deliveryMs)}`;
  return `${clock(delta.at)}: ${whom}${took}`;
}

export function DeltaRows({ deltas, now }: { deltas: readonly ToldDelta[]; now: number }) {
  if (deltas.length === 0) return <p className={styles.none}>None among the last hundred.</p>;
  return (
    <ul>
      {deltas.map((delta) => {
        const entries = delta.changedCount + delta.removedCount;
        return (
          <li key={delta.sequence} className={styles.delta} title={titleOf(delta)}>
            <span className={styles.mono}>{count(delta.sequence)}</span>
            <span className="truncate">
              {deltaLabel(delta)}
              <span className="dim">
                {` · ${bytes(delta.bytes)}`}
                {entries > 1 && ` · ${entries} entries`}
                {delta.changedCount === 0 && ' · removed'}
              </span>
            </span>
            <span className="dim">{exactAge(delta.at, now)}</span>
          </li>
        );
      })}
    </ul>
  );
}
