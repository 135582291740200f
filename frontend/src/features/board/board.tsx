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
import { TodoColumn } from './todo-column';
import { useTodo } from './use-todo';

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
  const todo = useTodo(project, entries ?? []);
  const [stored, choose] = useStored<Column | 'TODO'>('board.column', 'WAITING');
  const columns = contentOf(entries ?? []);
  const withTodo = todo.shown;
  const chosen = stored === 'TODO' && !withTodo ? 'WAITING' : stored;
  const order = columns.map((each) => each.entries.map((entry) => entry.workspaceId).join()).join('|');
  useHotkeys({ j: () => moveFocus(1), k: () => moveFocus(-1) });
  return (
    <>
      <PageBar title="Board">
        <ViewSwitch project={project.slug} />
      </PageBar>
      <ColumnTabs
        columns={[
          ...(withTodo ? [{ column: 'TODO' as const, title: 'Todo', size: todo.issues.length }] : []),
          ...columns.map(({ column, title, entries: members }) => ({ column, title, size: members.length })),
        ]}
        chosen={chosen}
        onChoose={choose}
      />
      {todo.problem !== null && <p className={styles.quiet}>No issues here: {todo.problem}</p>}
      <CardMotion
        className={withTodo ? `${styles.board} ${styles.withTodo}` : styles.board}
        order={`${chosen}|${order}`}
      >
        {withTodo && <TodoColumn todo={todo} chosen={chosen === 'TODO'} />}
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

interface ColumnTabsProps {
  readonly columns: readonly {
    readonly column: Column | 'TODO';
    readonly title: string;
    readonly size: number;
  }[];
  readonly chosen: Column | 'TODO';
  readonly onChoose: (column: Column | 'TODO') => void;
}

/** On a phone one column at a time. */
function ColumnTabs({ columns, chosen, onChoose }: ColumnTabsProps) {
  return (
    <div className={styles.tabs}>
      <div
        className={styles.segments}
        style={{ gridTemplateColumns: `repeat(${columns.length}, 1fr)` }}
        role="tablist"
        aria-label="Column"
      >
        {columns.map(({ column, title, size }) => (
          <button
            key={column}
            type="button"
            role="tab"
            aria-selected={column === chosen}
            onClick={() => onChoose(column)}
          >
            {title} <span className={styles.number}>{size}</span>
          </button>
        ))}
      </div>
    </div>
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
