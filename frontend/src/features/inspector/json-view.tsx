import styles from './inspector.module.css';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\b/g;

interface Piece {
  readonly text: string;
  readonly kind: 'key' | 'text' | 'value' | 'plain';
  readonly at: number;
}

/** Cuts JSON into what is coloured and what is not. */
export function jsonPieces(json: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const quoted = match[1];
    const text = quoted ?? match[0];
    if (match.index > end) pieces.push({ text: json.slice(end, match.index), kind: 'plain', at: end });
    const kind = quoted === undefined ? 'value' : match[2] === undefined ? 'text' : 'key';
    pieces.push({ text, kind, at: match.index });
    end = match.index + text.length;
  }
  if (end < json.length) pieces.push({ text: json.slice(end), kind: 'plain', at: end });
  return pieces;
}

export function JsonView({ value }: { value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <pre className={styles.json} tabIndex={0}>
      {jsonPieces(JSON.stringify(value, null, 2)).map(({ text, kind, at }) =>
        kind === 'plain' ? (
          text
        ) : (
          <span key={at} className={styles[kind]}>
            {text}
          </span>
        ),
      )}
    </pre>
  );
}
