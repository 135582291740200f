import type { HealedDrift } from './inspection-schema';
import styles from './inspector.module.css';
import { clock, exactAge } from './inspector-view';

interface DriftLogProps {
  readonly drift: readonly HealedDrift[];
  readonly now: number;
  readonly onChoose: (workspaceId: string) => void;
}

function revisions({ heldRevision, ownerRevision }: HealedDrift): string {
  const from = heldRevision === null ? 'none' : `r${heldRevision}`;
  return `${from} → ${ownerRevision === null ? 'gone' : `r${ownerRevision}`}`;
}

/** Every facet that was healed, with what was shown and what is right. */
export function DriftLog({ drift, now, onChoose }: DriftLogProps) {
  if (drift.length === 0) return <p className={styles.none}>None since the project was loaded.</p>;
  return (
    <ul>
      {drift.map((each) => (
        <li key={`${each.at} ${each.workspaceId} ${each.facet}`}>
          <details className={styles.drift}>
            <summary className={styles.facet} data-tone="attention" title={clock(each.at)}>
              <span>{each.facet}</span>
              <span className={`${styles.mono} truncate`}>{revisions(each)}</span>
              <span className="truncate dim">{each.workspaceName ?? each.workspaceId.slice(0, 8)}</span>
              <span className="dim">{exactAge(each.at, now)}</span>
            </summary>
            <Values drift={each} onChoose={onChoose} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Values({ drift, onChoose }: { drift: HealedDrift; onChoose: (workspaceId: string) => void }) {
  return (
    <dl className={styles.values}>
      {drift.differences.map(({ field, held, owner }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <del>{held}</del> <ins>{owner}</ins>
          </dd>
        </div>
      ))}
      <div>
        <dt>held</dt>
        <dd>{drift.held ?? 'nothing'}</dd>
      </div>
      <div>
        <dt>owner</dt>
        <dd>{drift.owner ?? 'nothing'}</dd>
      </div>
      {drift.ownerRevision !== null && (
        <button type="button" className="link" onClick={() => onChoose(drift.workspaceId)}>
          Show the entry
        </button>
      )}
    </dl>
  );
}
