import type { KeyboardEvent } from 'react';
import { Age } from '@/components/chips';
import type { Issue } from '@/lib/issues';
import { useShell } from '@/lib/shell';
import styles from './issue-card.module.css';

/** An issue nobody works on; starting it opens the dialog for a new workspace about it. */
export function IssueCard({ issue }: { issue: Issue }) {
  const { startFromIssue } = useShell();
  const start = () => startFromIssue(issue);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key !== 'Enter' && event.key !== 's') return;
    event.preventDefault();
    start();
  };
  return (
    <article
      className={styles.card}
      data-card={`issue-${issue.number}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card is a stop of the keyboard, its keys start it
      tabIndex={0}
      aria-label={`Issue ${issue.number}, ${issue.title}`}
      onKeyDown={onKeyDown}
    >
      <h3 title={issue.title}>
        <button type="button" tabIndex={-1} onClick={start} aria-label={`Start ${issue.title}`}>
          {issue.title}
        </button>
      </h3>
      <div className={styles.meta}>
        <a href={issue.url} target="_blank" rel="noreferrer" title="Open on GitHub">
          #{issue.number}
        </a>
        <span className="truncate">{issue.labels.map((label) => label.name).join(', ')}</span>
        <span className={styles.age}>
          <Age at={issue.createdAt} />
        </span>
        <span className={styles.start} aria-hidden>
          Start <kbd>S</kbd>
        </span>
      </div>
    </article>
  );
}
