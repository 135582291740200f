import { useQuery } from '@tanstack/react-query';
import { Toggle } from '@/components/toggle';
import { describeError } from '@/lib/notify';
import { pauseQuery, usePauseAll } from '@/lib/ratchet';
import styles from './settings-page.module.css';

/** The one switch that keeps every agent of auto-fix from starting. */
export function PauseAll() {
  const { data, error } = useQuery(pauseQuery);
  const pause = usePauseAll();
  return (
    <section className={styles.section}>
      <h2>Auto-fix</h2>
      {error !== null && <p className={styles.problem}>{describeError(error)}</p>}
      <div className={styles.switch}>
        <Toggle
          label="Pause all auto-fix"
          on={data?.paused === true}
          disabled={data === undefined || pause.isPending}
          onChange={(paused) => pause.mutate(paused)}
        />
        <p className={styles.hint}>
          In every project: no agent is sent, nothing is run again, answered or merged, until you resume.
        </p>
      </div>
    </section>
  );
}
