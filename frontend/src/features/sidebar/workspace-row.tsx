import { memo } from 'react';
import { BranchChip, DiffStat, Reason } from '@/components/chips';
import { StatusIcon } from '@/components/status-icon';
import { WorkspaceLink } from '@/components/workspace-link';
import type { Entry } from '@/lib/schemas';
import styles from './sidebar.module.css';

interface WorkspaceRowProps {
  readonly entry: Entry;
  readonly project: string;
  readonly current: boolean;
  readonly prefix: string;
}

const LOUD: readonly string[] = ['attention', 'danger', 'success'];

export const WorkspaceRow = memo(function WorkspaceRow({
  entry,
  project,
  prefix,
  current,
}: WorkspaceRowProps) {
  const { tone, code, label } = entry.statusReason;
  const done = entry.kanbanColumn === 'DONE';
  return (
    <WorkspaceLink
      project={project}
      workspaceId={entry.workspaceId}
      className={styles.row}
      title={`${entry.name}, ${label.toLowerCase()}`}
      tone={tone}
      quiet={done || !LOUD.includes(tone)}
      done={done}
      current={current}
    >
      <StatusIcon tone={tone} code={code} label={label} />
      <span className={styles.line}>
        <span className={`${styles.name} truncate`}>{entry.name}</span>
        {entry.pullRequest !== null && <span className={styles.number}>#{entry.pullRequest.number}</span>}
      </span>
      <span className={`${styles.line} ${styles.detail}`}>
        <span className={styles.reason}>
          <Reason label={label} />
        </span>
        <span className={styles.branch}>
          {entry.branch !== null && <BranchChip branch={entry.branch} prefix={prefix} icon={false} />}
        </span>
        {entry.git !== null && entry.git.files > 0 && (
          <DiffStat additions={entry.git.additions} deletions={entry.git.deletions} />
        )}
      </span>
    </WorkspaceLink>
  );
});
