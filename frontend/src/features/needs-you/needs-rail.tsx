import { StatusIcon } from '@/components/status-icon';
import { WorkspaceLink } from '@/components/workspace-link';
import { isColumn, leadingSession } from '@/lib/entries';
import type { Project } from '@/lib/schemas';
import { useEntries } from '@/lib/snapshot';
import styles from './needs-you.module.css';

const SHOWN = 8;

export function NeedsRail({ project }: { project: Project | undefined }) {
  const working = (useEntries(project?.id ?? null) ?? []).filter((entry) => isColumn(entry, 'WORKING'));
  return (
    <aside className={styles.rail} aria-label="Going on without you">
      {working.length > 0 && (
        <>
          <h2>
            Going on without you <span>{working.length}</span>
          </h2>
          {working.slice(0, SHOWN).map((entry) => (
            <WorkspaceLink
              key={entry.workspaceId}
              project={project?.slug ?? entry.projectId}
              workspaceId={entry.workspaceId}
              className={styles.mini}
            >
              <StatusIcon tone={entry.statusReason.tone} code={entry.statusReason.code} size={14} />
              <span className="truncate" title={entry.name}>
                {entry.name}
              </span>
              <small className="truncate">
                {leadingSession(entry)?.activity?.label ?? entry.statusReason.label}
              </small>
            </WorkspaceLink>
          ))}
        </>
      )}
      <h2 className="not-phone">Keys</h2>
      <p className={styles.keys}>
        Next, previous
        <span>
          <kbd>J</kbd>
          <kbd>K</kbd>
        </span>
      </p>
      <p className={styles.keys}>
        Answer
        <span>
          <kbd>1</kbd>–<kbd>9</kbd>
        </span>
      </p>
      <p className={styles.keys}>
        Resume, retry
        <span>
          <kbd>R</kbd>
        </span>
      </p>
    </aside>
  );
}
