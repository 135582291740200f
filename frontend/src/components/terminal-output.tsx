import { memo } from 'react';
import { parseAnsi } from '@/lib/ansi';
import styles from './terminal-output.module.css';

export const TerminalOutput = memo(function TerminalOutput({ text }: { text: string }) {
  return (
    <pre className={styles.output}>
      {parseAnsi(text).map((part) => (
        <span key={part.start} className={part.colour === null ? undefined : styles[part.colour]}>
          {part.text}
        </span>
      ))}
    </pre>
  );
});
