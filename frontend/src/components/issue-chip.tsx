import { IconCircleDot } from '@tabler/icons-react';
import type { Entry } from '@/lib/schemas';
import styles from './chips.module.css';

interface IssueChipProps {
  readonly issue: Entry['issue'];
  /** In a header, with a border of its own. */
  readonly boxed?: boolean;
}

/** The issue that a workspace is about, which leads to it. */
export function IssueChip({ issue, boxed = false }: IssueChipProps) {
  if (issue === null || !/^https?:\/\//i.test(issue.url)) return null;
  return (
    <a
      className={boxed ? `${styles.chip} ${styles.box}` : styles.chip}
      href={issue.url}
      target="_blank"
      rel="noreferrer"
      title={`Issue #${issue.number}: ${issue.title}`}
    >
      <IconCircleDot size={14} stroke={1.85} role="img" aria-label="Issue" />#{issue.number}
    </a>
  );
}
