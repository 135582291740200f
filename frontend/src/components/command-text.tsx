import { splitRisky } from '@/lib/risky-command';
import styles from './command-text.module.css';

const LONGEST_UNBROKEN = 48;

/** Breaks lines between arguments, never inside one, unless it is longer than a line. */
function words(text: string, start: number) {
  let at = start;
  return text.split(/(\s+)/).map((word) => {
    const key = at;
    at += word.length;
    return word.trim() === '' || word.length > LONGEST_UNBROKEN ? (
      word
    ) : (
      <span key={key} className={styles.word}>
        {word}
      </span>
    );
  });
}

export function CommandText({ command, markRisky = false }: { command: string; markRisky?: boolean }) {
  if (!markRisky) return <>{words(command, 0)}</>;
  return splitRisky(command).map((part) =>
    part.risky ? (
      <mark key={part.start} className={styles.risky}>
        {part.text}
      </mark>
    ) : (
      <span key={part.start}>{words(part.text, part.start)}</span>
    ),
  );
}
