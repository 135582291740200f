import { IconArchive } from '@tabler/icons-react';
import { ConfirmButton } from '@/components/confirm-button';
import { PageBar, ViewSwitch } from '@/components/page-bar';
import { byActivity, type Column, isColumn, waitingOrder } from '@/lib/entries';
import type { Entry, Project } from '@/lib/schemas';
import { useEntries } from '@/lib/snapshot';
import { useStored } from '@/lib/storage';
import { useHotkeys } from '@/lib/use-hotkeys';
import { useWorkspaceStep } from '@/lib/workspace-actions';
import styles from './board.module.css';
import { BoardColumn, type ColumnContent } from './board-column';
import { CardMotion } from './card-motion';
import { moveFocus } from './move-focus';

const COLUMNS: readonly { readonly column: Column; readonly title: string; readonly none: string }[] = [
  {
    column: 'WORKING',
    title: 'Working',
    none: 'No agent is at work. Create a workspace with N, or send a waiting one its next prompt.',
  },
  { column: 'WAITING', title: 'Waiting', none: 'Nothing waits for you.' },
  { column: 'DONE', title: 'Done', none: 'Finished work shows here until you archive it.' },
];

function contentOf(entries: readonly Entry[]): ColumnContent[] {
  return COLUMNS.map(({ column, title, none }) => ({
    column,
    title,
    none,
    entries: entries
      .filter((entry) => isColumn(entry, column))
      .toSorted(column === 'WAITING' ? waitingOrder : column === 'DONE' ? byActivity : () => 0),
  }));
}

export function Board({ project }: { project: Project }) {
  const entries = useEntries(project.id);
  const [chosen, choose] = useStored<Column>('board.column', 'WAITING');
  const columns = contentOf(entries ?? []);
  const order = columns.map((each) => each.entries.map((entry) => entry.workspaceId).join()).join('|');
  useHotkeys({ j: () => moveFocus(1), k: () => moveFocus(-1) });
  return (
    <>
      <PageBar title="Board">
        <ViewSwitch project={project.slug} />
      </PageBar>
      <div className={styles.tabs}>
        <div className={styles.segments} role="tablist" aria-label="Column">
          {columns.map(({ column, title, entries: members }) => (
            <button
              key={column}
              type="button"
              role="tab"
              aria-selected={column === chosen}
              onClick={() => choose(column)}
            >
              {title} <span className={styles.number}>{members.length}</span>
            </button>
          ))}
        </div>
      </div>
      <CardMotion className={styles.board} order={`${chosen}|${order}`}>
        {columns.map((content) => (
          <BoardColumn
            key={content.column}
            content={content}
            chosen={content.column === chosen}
            loading={entries === undefined}
            project={project.slug}
            end={<ColumnEnd content={content} />}
          />
        ))}
      </CardMotion>
    </>
  );
}

function ColumnEnd({ content }: { content: ColumnContent }) {
  const archive = useWorkspaceStep();
  const needing = content.entries.filter((entry) => entry.statusReason.needsUser).length;
  if (content.column === 'WAITING' && needing > 0)
    return needing === 1 ? '1 needs you' : `${needing} need you`;
  if (content.column !== 'DONE' || content.entries.length === 0) return null;
  return (
    <ConfirmButton
      size="small"
      question={`Archive ${content.entries.length}?`}
      onConfirm={() => {
        for (const { workspaceId } of content.entries) archive.mutate({ workspaceId, step: 'archive' });
      }}
    >
      <IconArchive size={14} stroke={1.85} aria-hidden />
      Archive all
    </ConfirmButton>
  );
}
