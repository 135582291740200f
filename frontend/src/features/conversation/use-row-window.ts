import { useEffect, useState } from 'react';
import { type Row, sequenceOf, WINDOW, windowStart } from './conversation-rows';

/**
 * Draws the end of a long conversation only. While the reader is `away` from the end nothing is taken from above;
 * `reveal` draws earlier rows, and asks for older ones when all that are held are drawn.
 */
export function useRowWindow(rows: readonly Row[], away: boolean, onLoadOlder: () => void) {
  const [from, setFrom] = useState<number | null>(null);
  const start = windowStart(rows, from);
  const sequenceAt = (index: number) => {
    const row = rows[Math.max(0, index)];
    return row === undefined ? null : sequenceOf(row);
  };
  const first = sequenceAt(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: leaving the end freezes what is drawn, coming back frees it
  useEffect(() => setFrom(away ? sequenceAt(start) : null), [away]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: older rows have come
  useEffect(() => setFrom((held) => (held === null ? null : sequenceAt(start - WINDOW))), [first]);

  const reveal = () => {
    if (start > 0) setFrom(sequenceAt(start - WINDOW));
    else onLoadOlder();
  };
  return { shown: start === 0 ? rows : rows.slice(start), hidden: start > 0, reveal };
}
