import { IconCloudOff } from '@tabler/icons-react';
import { Button } from '@/components/button';
import { Age } from '@/components/chips';
import styles from './pull-request.module.css';

interface StaleNoteProps {
  readonly problem: string | null;
  readonly observedAt: string | null;
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

/** Why GitHub can't be asked, and how old what is shown is. */
export function StaleNote({ problem, observedAt, busy, onRefresh }: StaleNoteProps) {
  if (problem === null) return null;
  return (
    <div className={styles.stale} data-tone="attention" role="status">
      <IconCloudOff size={14} stroke={1.85} aria-hidden />
      <span>
        {observedAt !== null && (
          <b>
            Last read: <Age at={observedAt} />.{' '}
          </b>
        )}
        {problem}
      </span>
      <Button size="small" variant="ghost" disabled={busy} onClick={onRefresh}>
        {busy ? 'Asking…' : 'Ask again'}
      </Button>
    </div>
  );
}
