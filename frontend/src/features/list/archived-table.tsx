import { IconArchiveOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Age, BranchChip } from '@/components/chips';
import { EmptyState, Skeleton } from '@/components/empty-state';
import { WorkspaceLink } from '@/components/workspace-link';
import { describeError } from '@/lib/notify';
import { archivedQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import { useWorkspaceStep } from '@/lib/workspace-actions';
import styles from './list.module.css';

export function ArchivedTable({ project, text }: { project: Project; text: string }) {
  const archived = useQuery(archivedQuery(project.id));
  const step = useWorkspaceStep();
  const low = text.trim().toLowerCase();
  const shown = (archived.data ?? []).filter((workspace) => workspace.name.toLowerCase().includes(low));
  if (archived.isPending) {
    return (
      <EmptyState title="Archived workspaces">
        <Skeleton width={240} />
      </EmptyState>
    );
  }
  if (archived.error !== null)
    return <EmptyState title="Not loaded">{describeError(archived.error)}</EmptyState>;
  if (shown.length === 0) {
    return (
      <EmptyState title="Nothing archived">
        Archived workspaces keep their branch and conversations.
      </EmptyState>
    );
  }
  return (
    <table className={styles.table}>
      <colgroup>
        <col />
        <col className="not-phone" style={{ width: 280 }} />
        <col style={{ width: 90 }} />
        <col style={{ width: 120 }} />
      </colgroup>
      <thead>
        <tr>
          <th>Name</th>
          <th className="not-phone">Branch</th>
          <th className={styles.right}>Archived</th>
          <th aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {shown.map((workspace) => (
          <tr key={workspace.id}>
            <td>
              <WorkspaceLink
                project={project.slug}
                workspaceId={workspace.id}
                className={`${styles.name} truncate`}
                title={workspace.name}
              >
                {workspace.name}
              </WorkspaceLink>
            </td>
            <td className="not-phone">
              {workspace.branch !== null && <BranchChip branch={workspace.branch} icon={false} />}
            </td>
            <td className={`${styles.right} ${styles.dim}`}>
              <Age at={workspace.archivedAt} />
            </td>
            <td className={styles.right}>
              <Button
                size="small"
                disabled={step.isPending}
                onClick={() => step.mutate({ workspaceId: workspace.id, step: 'restore' })}
              >
                <IconArchiveOff size={14} stroke={1.85} aria-hidden />
                Restore
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
