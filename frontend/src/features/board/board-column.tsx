import type { ReactNode } from 'react';
import { Skeleton } from '@/components/empty-state';
import { GrowingList } from '@/components/growing-list';
import type { Column } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';
import styles from './board.module.css';
import { Card } from './card';
import cardStyles from './card.module.css';

export interface ColumnContent {
  readonly column: Column;
  readonly title: string;
  readonly none: string;
  readonly entries: readonly Entry[];
}

interface BoardColumnProps {
  readonly content: ColumnContent;
  readonly chosen: boolean;
  readonly loading: boolean;
  readonly project: string;
  readonly end: ReactNode;
}

export function BoardColumn({ content, chosen, loading, project, end }: BoardColumnProps) {
  return (
    <section className={styles.column} aria-label={content.title} {...(chosen && { 'data-chosen': true })}>
      <header className={styles.head}>
        <h2>{content.title}</h2>
        <span className={styles.number}>{content.entries.length}</span>
        <span className={styles.end}>{end}</span>
      </header>
      <div className={styles.cards}>
        <GrowingList items={content.entries}>
          {(entry) => <Card key={entry.workspaceId} entry={entry} project={project} />}
        </GrowingList>
        {loading && <Placeholder />}
        {!loading && content.entries.length === 0 && <p className={styles.none}>{content.none}</p>}
      </div>
    </section>
  );
}

export function Placeholder() {
  return [0, 1, 2].map((index) => (
    <div key={index} className={cardStyles.card} aria-hidden>
      <div className={cardStyles.body} style={{ gap: 10 }}>
        <Skeleton width="40%" />
        <Skeleton width="85%" />
        <Skeleton width="60%" />
      </div>
    </div>
  ));
}
