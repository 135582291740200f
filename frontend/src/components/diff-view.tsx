import { IconMessagePlus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { plural } from '@/lib/format';
import type { DiffLine, Hunk } from '@/lib/unified-diff';
import styles from './diff-view.module.css';

const SIGNS = { add: '+', del: '−', same: ' ' } as const;

interface DiffViewProps {
  readonly hunks: readonly Hunk[];
  readonly wrap: boolean;
  /** Offered on every line. */
  readonly onComment?: (line: DiffLine) => void;
  /** What stands under one line, such as a composer. */
  readonly under?: { readonly line: DiffLine; readonly content: ReactNode } | null;
}

const keyOf = (line: DiffLine) => `${line.oldNumber} ${line.newNumber}`;

export const DiffView = memo(function DiffView({ hunks, wrap, onComment, under = null }: DiffViewProps) {
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
              <Line key={keyOf(line)} line={line} onComment={onComment}>
                {under !== null && keyOf(under.line) === keyOf(line) && under.content}
              </Line>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
});

interface LineProps {
  readonly line: DiffLine;
  readonly onComment: ((line: DiffLine) => void) | undefined;
  readonly children: ReactNode;
}

function Line({ line, onComment, children }: LineProps) {
  const [from, to] = line.mark ?? [0, 0];
  return (
    <>
      <div className={styles.line} data-kind={line.kind}>
        {onComment !== undefined && (
          <button
            type="button"
            className={styles.comment}
            aria-label={`Comment on line ${line.newNumber ?? line.oldNumber}`}
            title="Comment on this line"
            onClick={() => onComment(line)}
          >
            <IconMessagePlus size={13} stroke={1.85} aria-hidden />
          </button>
        )}
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
      {children}
    </>
  );
}
