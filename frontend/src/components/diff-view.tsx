import { memo } from 'react';
import { plural } from '@/lib/format';
import type { DiffLine, Hunk } from '@/lib/unified-diff';
import styles from './diff-view.module.css';

const SIGNS = { add: '+', del: '−', same: ' ' } as const;

export const DiffView = memo(function DiffView({ hunks, wrap }: { hunks: readonly Hunk[]; wrap: boolean }) {
  return (
    <section
      className={`${styles.diff} ${wrap ? styles.wrap : ''}`}
      aria-label="Lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <div className={styles.inner}>
        {hunks.map((hunk) => (
          <div key={`${hunk.oldStart} ${hunk.newStart}`}>
            {(hunk.skipped > 0 || hunk.title !== '') && (
              <div className={styles.hunk}>
                {hunk.skipped > 0 && <span className={styles.skipped}>{plural(hunk.skipped, 'line')}</span>}
                <span>{hunk.title}</span>
              </div>
            )}
            {hunk.lines.map((line) => (
              <Line key={`${line.oldNumber} ${line.newNumber}`} line={line} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
});

function Line({ line }: { line: DiffLine }) {
  const [from, to] = line.mark ?? [0, 0];
  return (
    <div className={styles.line} data-kind={line.kind}>
      <span className={styles.number}>{line.newNumber ?? line.oldNumber}</span>
      <span className={styles.sign}>{SIGNS[line.kind]}</span>
      <span className={styles.text}>
        {to > from ? (
          <>
            {line.text.slice(0, from)}
            <mark>{line.text.slice(from, to)}</mark>
            {line.text.slice(to)}
          </>
        ) : (
          line.text
        )}
      </span>
    </div>
  );
}
