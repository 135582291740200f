import { IconX } from '@tabler/icons-react';
import { IconButton } from '@/components/button';
import { CopyButton } from '@/components/copy-button';
import { WorkspaceLink } from '@/components/workspace-link';
import { count } from '@/lib/format';
import type { Entry } from '@/lib/schemas';
import { DeltaRows } from './delta-rows';
import { FacetRows } from './facet-rows';
import { allDeltas, type InspectionState } from './inspection-state';
import styles from './inspector.module.css';
import { clock, deltasOf, derivedOf } from './inspector-view';
import { JsonView } from './json-view';

interface EntryPanelProps {
  readonly project: string;
  readonly entry: Entry;
  readonly state: InspectionState;
  readonly now: number;
  readonly onClose: () => void;
}

export function EntryPanel({ project, entry, state, now, onClose }: EntryPanelProps) {
  const rules = state.told?.rules ?? [];
  const rule = rules.find(({ number }) => number === entry.reasonRule);
  return (
    <>
      <header className={styles.head}>
        <h2>
          <WorkspaceLink project={project} workspaceId={entry.workspaceId} title={entry.name}>
            {entry.name}
          </WorkspaceLink>
        </h2>
        <IconButton size="small" label="Close" hint="Esc" onClick={onClose}>
          <IconX size={14} stroke={1.85} aria-hidden />
        </IconButton>
      </header>
      <p className={styles.sub} title={entry.workspaceId}>
        {`${entry.workspaceId.slice(0, 8)} · version ${count(entry.version)} · computed ${clock(entry.computedAt)}`}
      </p>
      <h3>
        Facets <span>revision, last writer, age</span>
      </h3>
      <FacetRows entry={entry} drift={state.told?.drift ?? []} now={now} />
      <h3>Derived {rule !== undefined && <span>{`rule ${rule.number} of ${rules.length}`}</span>}</h3>
      {rule !== undefined && <p className={styles.rule}>{`The first that holds: ${rule.condition}.`}</p>}
      <JsonView value={derivedOf(entry)} />
      <details className={styles.whole}>
        <summary>
          Entry <span>as clients have it</span>
        </summary>
        <JsonView value={entry.raw} />
        <div className={styles.copy}>
          <CopyButton text={JSON.stringify(entry.raw, null, 2)} label="Copy this entry as JSON" />
        </div>
      </details>
      <h3>
        Deltas <span>newest first</span>
      </h3>
      <DeltaRows deltas={deltasOf(allDeltas(state), entry.workspaceId)} now={now} />
    </>
  );
}
