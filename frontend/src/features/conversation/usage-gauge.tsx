import type { Usage } from '@/lib/api-types';
import { cost, count } from '@/lib/format';
import styles from './dock.module.css';

const ROUND = 2 * Math.PI * 6;

/** How full the agent's context is, and what the session has cost. */
export function UsageGauge({ usage }: { usage: Usage | null }) {
  const share = usage?.used != null && usage.size ? Math.min(1, usage.used / usage.size) : null;
  const price = usage === null ? null : cost(usage.costAmount ?? null, usage.costCurrency ?? null);
  const title =
    share === null
      ? 'Cost of this session'
      : `${count(usage?.used ?? 0)} of ${count(usage?.size ?? 0)} tokens of context used`;
  return (
    <span className={styles.gauge} title={title}>
      {share !== null && (
        <>
          <svg viewBox="0 0 16 16" aria-hidden>
            <circle cx="8" cy="8" r="6" />
            <circle cx="8" cy="8" r="6" strokeDasharray={`${share * ROUND} ${ROUND}`} />
          </svg>
          {Math.round(share * 100)}%
        </>
      )}
      {price !== null && (
        <span className="not-phone">
          {share !== null && '· '}
          {price}
        </span>
      )}
    </span>
  );
}
