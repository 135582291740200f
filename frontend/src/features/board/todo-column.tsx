import { IconRefresh } from '@tabler/icons-react';
import { IconButton } from '@/components/button';
import { GrowingList } from '@/components/growing-list';
import styles from './board.module.css';
import { Placeholder } from './board-column';
import { IssueCard } from './issue-card';
import type { Todo } from './use-todo';

/** What could be started: a supply, not work, and therefore narrower and flat. */
export function TodoColumn({ todo, chosen }: { todo: Todo; chosen: boolean }) {
  return (
    <section className={styles.column} aria-label="Todo" {...(chosen && { 'data-chosen': true })}>
      <header className={styles.head}>
        <h2>Todo</h2>
        <span className={styles.number}>{todo.issues.length}</span>
        <span className={styles.end}>
          <span className="truncate">Issues assigned to you</span>
          <IconButton size="small" label="Read the issues again" disabled={todo.reading} onClick={todo.read}>
            <IconRefresh size={14} stroke={1.85} aria-hidden />
          </IconButton>
        </span>
      </header>
      <div className={styles.cards}>
        <GrowingList items={todo.issues}>
          {(issue) => <IssueCard key={issue.number} issue={issue} />}
        </GrowingList>
        {todo.loading && <Placeholder />}
        {!todo.loading && todo.issues.length === 0 && (
          <p className={styles.none}>No open issue is assigned to you.</p>
        )}
      </div>
    </section>
  );
}
