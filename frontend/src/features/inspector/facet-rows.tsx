import { IconAlertTriangle } from '@tabler/icons-react';
import type { Entry } from '@/lib/schemas';
import type { HealedDrift } from './inspection-schema';
import styles from './inspector.module.css';
import { clock, driftOf, exactAge, FACETS, writerLabel } from './inspector-view';

interface FacetRowsProps {
  readonly entry: Entry;
  readonly drift: readonly HealedDrift[];
  readonly now: number;
}

export function FacetRows({ entry, drift, now }: FacetRowsProps) {
  const healed = FACETS.flatMap((facet) => driftOf(drift, entry, facet) ?? []);
  return (
    <>
      <ul>
        {FACETS.map((facet) => {
          const held = entry.facets?.[facet];
          const cause = healed.find((each) => each.facet === facet);
          const writer = cause === undefined ? writerLabel(held?.source ?? '') : healedLabel(cause);
          return held ? (
            <li key={facet} className={styles.facet} {...(cause && { 'data-tone': 'attention' })}>
              <span>{facet}</span>
              <span className={styles.mono}>r{held.revision}</span>
              <span className="truncate dim" title={held.source}>
                {writer}
              </span>
              <span className="dim">{exactAge(held.at, now)}</span>
            </li>
          ) : (
            <li key={facet} className={styles.facet}>
              <span className="dim">{facet}</span>
              <span className={`${styles.mono} dim`}>–</span>
              <span className="truncate dim">nothing yet</span>
            </li>
          );
        })}
      </ul>
      {healed.map((each) => (
        <Why key={each.facet} drift={each} />
      ))}
    </>
  );
}

function healedLabel({ heldRevision }: HealedDrift): string {
  return heldRevision === null ? 'reconciler found it' : `reconciler healed r${heldRevision}`;
}

const LONGEST = 48;

/** Numbers and flags as they are, words in quotes and not too many. */
function brief(value: string): string {
  const text = value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
  return /^[\w.-]+$/.test(text) ? text : `“${text}”`;
}

/** What was wrong, in a sentence. */
function Why({ drift }: { drift: HealedDrift }) {
  const [first, ...more] = drift.differences;
  return (
    <p className={styles.why} data-tone="attention">
      <IconAlertTriangle size={14} stroke={1.85} aria-hidden />
      <span>
        {`Drift at ${clock(drift.at).slice(0, 8)}: `}
        {first === undefined ? (
          `the ${drift.facet} facet had not come. `
        ) : (
          <>
            <code className="inline-code">{first.field}</code>
            {` was ${brief(first.held)} here, ${brief(first.owner)} at its owner${more.length > 0 ? `, and ${more.length} more differed` : ''}. `}
          </>
        )}
        No event in flight. Healed.
      </span>
    </p>
  );
}
