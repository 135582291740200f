import { memo } from 'react';
import { StatusIcon } from '@/components/status-icon';
import { count } from '@/lib/format';
import type { Entry } from '@/lib/schemas';
import styles from './inspector.module.css';
import { clock, sourcesLabel } from './inspector-view';

interface EntryRowProps {
  readonly entry: Entry;
  readonly selected: boolean;
  readonly onChoose: (workspaceId: string | undefined) => void;
}

export const EntryRow = memo(function EntryRow({ entry, selected, onChoose }: EntryRowProps) {
  const { tone, code, label } = entry.statusReason;
  const source = sourcesLabel(entry.source.split('+'));
  return (
    <tr aria-selected={selected} onClick={() => onChoose(entry.workspaceId)}>
      <td className={styles.icon}>
        <StatusIcon tone={tone} code={code} label={label} />
      </td>
      <td>
        <button type="button" className={`${styles.name} truncate`} title={entry.name}>
          {entry.name}
        </button>
      </td>
      <td className={styles.reason} title={label}>
        {code}
      </td>
      <td className={styles.version}>{count(entry.version)}</td>
      <td className={styles.source} title={source}>
        {source}
      </td>
      <td className={styles.computed}>{clock(entry.computedAt)}</td>
    </tr>
  );
});
