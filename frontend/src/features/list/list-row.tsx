import { memo } from 'react';
import { Age, BranchChip, DiffStat, Reason } from '@/components/chips';
import { PullRequestChips } from '@/components/pull-request-chips';
import { StatusIcon } from '@/components/status-icon';
import { WorkspaceLink } from '@/components/workspace-link';
import { leadingSession } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';
import styles from './list.module.css';
import { activeAt, agentOf, type ColumnName, type ListColumn } from './list-columns';

interface ListRowProps {
  readonly project: string;
  readonly entry: Entry;
  readonly columns: readonly ListColumn[];
  readonly selected: boolean;
  readonly cursor: boolean;
  readonly onSelect: (workspaceId: string) => void;
}

function content(entry: Entry, column: ColumnName, project: string) {
  switch (column) {
    case 'status':
      return (
        <span className={styles.cell} data-tone={entry.statusReason.tone}>
          <StatusIcon tone={entry.statusReason.tone} code={entry.statusReason.code} />
          <span className="not-phone">
            <Reason label={entry.statusReason.label} />
          </span>
        </span>
      );
    case 'name':
      return (
        <>
          <WorkspaceLink
            project={project}
            workspaceId={entry.workspaceId}
            className={`${styles.name} truncate`}
            title={entry.name}
          >
            {entry.name}
          </WorkspaceLink>
          <span className="only-phone" data-tone={entry.statusReason.tone}>
            <Reason label={entry.statusReason.label} />
          </span>
        </>
      );
    case 'branch':
      return entry.branch === null ? <Nothing /> : <BranchChip branch={entry.branch} icon={false} />;
    case 'pullRequest':
      return entry.pullRequest === null ? (
        <Nothing />
      ) : (
        <span className={styles.cell}>
          <PullRequestChips entry={entry} />
        </span>
      );
    case 'changes':
      return entry.git === null || entry.git.files === 0 ? (
        <Nothing />
      ) : (
        <DiffStat additions={entry.git.additions} deletions={entry.git.deletions} />
      );
    case 'plan': {
      const plan = leadingSession(entry)?.plan ?? null;
      return plan === null ? <Nothing /> : <span className={styles.dim}>{`${plan.done}/${plan.total}`}</span>;
    }
    case 'agent':
      return agentOf(entry) === '' ? <Nothing /> : <span className={styles.agent}>{agentOf(entry)}</span>;
    case 'active':
      return (
        <span className={styles.dim}>
          <Age at={activeAt(entry)} />
        </span>
      );
  }
}

function Nothing() {
  return <span className={styles.dim}>–</span>;
}

export const ListRow = memo(function ListRow({
  project,
  entry,
  columns,
  selected,
  cursor,
  onSelect,
}: ListRowProps) {
  return (
    <tr
      aria-selected={selected}
      data-row={entry.workspaceId}
      className={cursor ? styles.cursor : undefined}
      {...(entry.kanbanColumn === 'DONE' && { 'data-done': true })}
    >
      <td>
        <input
          type="checkbox"
          className={styles.check}
          aria-label={`Select ${entry.name}`}
          checked={selected}
          onChange={() => onSelect(entry.workspaceId)}
        />
      </td>
      {columns.map(({ name, right }) => (
        <td key={name} className={right ? styles.right : undefined}>
          {content(entry, name, project)}
        </td>
      ))}
    </tr>
  );
});
