import { memo } from 'react';
import { parseAnsi } from '@/lib/ansi';
import styles from './terminal-output.module.css';

interface TerminalOutputProps {
  readonly text: string;
  /** Marked wherever it stands, letters' case aside. */
  readonly mark?: string;
}

interface Piece {
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at every place where it has what is looked for. */
export function marked(text: string, mark: string): Piece[] {
  const pieces: Piece[] = [];
  const within = text.toLowerCase();
  const wanted = mark.toLowerCase();
  let end = 0;
  for (let at = within.indexOf(wanted); wanted !== '' && at >= 0; at = within.indexOf(wanted, end)) {
    if (at > end) pieces.push({ start: end, text: text.slice(end, at), marked: false });
    end = at + wanted.length;
    pieces.push({ start: at, text: text.slice(at, end), marked: true });
  }
  if (end < text.length) pieces.push({ start: end, text: text.slice(end), marked: false });
  return pieces;
}

export const TerminalOutput = memo(function TerminalOutput({ text, mark }: TerminalOutputProps) {
  return (
    <pre className={styles.output}>
      {parseAnsi(text).map((part) => (
        <span key={part.start} className={part.colour === null ? undefined : styles[part.colour]}>
          {mark === undefined
            ? part.text
            : marked(part.text, mark).map((piece) =>
                piece.marked ? <mark key={piece.start}>{piece.text}</mark> : piece.text,
              )}
        </span>
      ))}
    </pre>
  );
});
