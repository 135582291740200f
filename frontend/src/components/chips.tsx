import { IconGitBranch } from '@tabler/icons-react';
import { age, count } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import styles from './chips.module.css';
import type { Tone } from './status-icon';

export function DiffStat({ additions, deletions }: { additions: number; deletions: number }) {
  return (
    <span
      className={styles.diffstat}
      role="img"
      aria-label={`${count(additions)} lines added, ${count(deletions)} removed`}
    >
      <span className={additions === 0 ? styles.none : styles.added}>+{count(additions)}</span>
      <span className={deletions === 0 ? styles.none : styles.removed}>−{count(deletions)}</span>
    </span>
  );
}

interface BranchChipProps {
  readonly branch: string;
  /** Left out of what is shown, not of the title. */
  readonly prefix?: string;
  readonly icon?: boolean;
}

export function BranchChip({ branch, prefix = '', icon = true }: BranchChipProps) {
  const shown = branch.startsWith(prefix) ? branch.slice(prefix.length) : branch;
  return (
    <span className={`${styles.chip} ${styles.branch}`} title={branch}>
      {icon && <IconGitBranch size={14} stroke={1.85} aria-hidden />}
      <span>{shown}</span>
    </span>
  );
}

export function Reason({ label }: { label: string }) {
  return <span className={styles.reason}>{label}</span>;
}

export function Age({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return null;
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {age(at, now)}
    </time>
  );
}

export function Count({ value, tone = 'attention' }: { value: number; tone?: Tone }) {
  return (
    <span className={styles.count} data-tone={tone}>
      {value}
    </span>
  );
}

export function Meter({ done, total, tone = 'working' }: { done: number; total: number; tone?: Tone }) {
  const percent = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <span className={styles.meter} data-tone={tone} aria-hidden>
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}
