import { IconTool } from '@tabler/icons-react';
import type { RatchetSummary } from '@/lib/schemas';
import styles from './chips.module.css';

/** What a card says of auto-fix; null when there is nothing to say. */
export function ratchetWords(ratchet: RatchetSummary | null): string | null {
  if (ratchet === null || !ratchet.enabled) return null;
  if (ratchet.state === 'STALLED') return ratchet.reason === null ? 'Stalled' : `Stalled: ${ratchet.reason}`;
  if (ratchet.attempt === null || ratchet.attempt === 0) return 'Auto-fix';
  return ratchet.attempts === null
    ? `Auto-fix ${ratchet.attempt}`
    : `Auto-fix ${ratchet.attempt} of ${ratchet.attempts}`;
}

export function RatchetChip({ ratchet }: { ratchet: RatchetSummary | null }) {
  const words = ratchetWords(ratchet);
  if (words === null) return null;
  const stalled = ratchet?.state === 'STALLED';
  return (
    <span
      className={`${styles.chip} ${styles.ratchet}`}
      {...(stalled && { 'data-tone': 'attention' })}
      title={ratchet?.reason ?? words}
    >
      <IconTool size={14} stroke={1.85} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
