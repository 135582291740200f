import { type KeyboardEvent, memo, type ReactNode } from 'react';
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

/** Enter goes to the lines, arrows walk them: hundreds of lines are no hundreds of stops. */
function walkLines(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line] > button')];
  const at = buttons.indexOf(target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (target === event.currentTarget && event.key === 'Enter') buttons[0]?.focus();
  else if (at >= 0 && step !== undefined) buttons[at + step]?.focus();
  else if (at >= 0 && event.key === 'Escape') event.currentTarget.focus();
  else return;
  event.preventDefault();
}

export const DiffView = memo(function DiffView({ hunks, wrap, onComment, under = null }: DiffViewProps) {
  return (
    <section
      className={`${styles.diff} ${wrap ? styles.wrap : ''}`}
      aria-label="Lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      {...(onComment !== undefined && { onKeyDown: walkLines })}
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
      <div className={styles.line} data-kind={line.kind} data-line>
        {onComment !== undefined && (
          <button
            type="button"
            className={styles.comment}
            tabIndex={-1}
            aria-label={`Comment on line ${line.newNumber ?? line.oldNumber}`}
            title="Comment on this line"
            onClick={() => onComment(line)}
          />
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
