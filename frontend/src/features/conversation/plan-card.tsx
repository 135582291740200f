import { Meter } from '@/components/chips';
import { InlineCode } from '@/components/inline-code';
import { StatusIcon } from '@/components/status-icon';
import styles from './conversation.module.css';
import type { PlanEntry } from './conversation-types';

function icon(status: string) {
  if (status === 'completed') return <StatusIcon tone="success" shape="settled" size={14} label="done" />;
  if (status === 'in_progress') return <StatusIcon tone="working" size={14} label="now" />;
  return <StatusIcon tone="neutral" size={14} label="to do" />;
}

export function planProgress(entries: readonly PlanEntry[]) {
  return {
    done: entries.filter((entry) => entry.status === 'completed').length,
    total: entries.length,
    current:
      entries.find((entry) => entry.status === 'in_progress') ??
      entries.find((entry) => entry.status === 'pending'),
  };
}

export function PlanCard({ entries }: { entries: readonly PlanEntry[] }) {
  const { done, total } = planProgress(entries);
  return (
    <section className={styles.plan} aria-label="Plan">
      <header className={styles.planHead}>
        <b>Plan</b>
        <span>
          {done} of {total}
        </span>
        <Meter done={done} total={total} />
      </header>
      <ol>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the plan is replaced as a whole
          <li key={index} data-status={entry.status}>
            {icon(entry.status)}
            <span>
              <InlineCode text={entry.content} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The plan as one line above the conversation, while it is being worked on. */
export function PlanLine({ entries }: { entries: readonly PlanEntry[] }) {
  const { done, total, current } = planProgress(entries);
  if (current === undefined) return null;
  return (
    <div className={styles.planLine}>
      <StatusIcon tone="working" size={14} />
      <span className="truncate" title={current.content}>
        <InlineCode text={current.content} />
      </span>
      <span className="num dim">
        {done} of {total}
      </span>
    </div>
  );
}
