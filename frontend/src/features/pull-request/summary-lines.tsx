import { StatusIcon } from '@/components/status-icon';
import type { PullRequestDetails } from '@/lib/pull-request';
import styles from './pull-request.module.css';
import { checksLine, mergeLine, reviewLine } from './summary';

export function SummaryLines({ details }: { details: PullRequestDetails }) {
  const lines = [checksLine(details.checks, details.ci), reviewLine(details), mergeLine(details)];
  return (
    <ul className={styles.lines} aria-label="Summary">
      {lines.map(({ tone, shape, title, detail }) => (
        <li key={title} className={styles.line}>
          <StatusIcon tone={tone} shape={shape} size={14} />
          <b>{title}</b>
          <small className="truncate" title={detail ?? undefined}>
            {detail}
          </small>
        </li>
      ))}
    </ul>
  );
}
