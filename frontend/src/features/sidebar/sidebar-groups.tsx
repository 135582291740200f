import { useParams } from '@tanstack/react-router';
import { GrowingList } from '@/components/growing-list';
import { type Column, isColumn } from '@/lib/entries';
import { commonPrefix } from '@/lib/format';
import type { Entry } from '@/lib/schemas';
import styles from './sidebar.module.css';
import { WorkspaceRow } from './workspace-row';

const GROUPS: readonly { readonly column: Column; readonly title: string }[] = [
  { column: 'WAITING', title: 'Waiting' },
  { column: 'WORKING', title: 'Working' },
  { column: 'DONE', title: 'Done' },
];

interface SidebarGroupsProps {
  readonly entries: readonly Entry[];
  readonly project: string;
}

export function SidebarGroups({ entries, project }: SidebarGroupsProps) {
  const { workspaceId } = useParams({ strict: false });
  const prefix = commonPrefix(entries.flatMap((entry) => entry.branch ?? []));
  if (entries.length === 0) {
    return <p className={styles.empty}>No workspaces yet. Press N to create the first one.</p>;
  }
  return GROUPS.map(({ column, title }) => {
    const members = entries.filter((entry) => isColumn(entry, column));
    if (members.length === 0) return null;
    return (
      <section key={column} className={styles.group} aria-label={title}>
        <h2 className={styles.heading}>
          {title} <span>{members.length}</span>
        </h2>
        <ul className={styles.rows}>
          <GrowingList items={members} end="li">
            {(entry) => (
              <li key={entry.workspaceId}>
                <WorkspaceRow
                  entry={entry}
                  project={project}
                  prefix={prefix}
                  current={entry.workspaceId === workspaceId}
                />
              </li>
            )}
          </GrowingList>
        </ul>
      </section>
    );
  });
}
