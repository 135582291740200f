import { splitRisky } from '@/lib/risky-command';
import styles from './command-line.module.css';
import { CopyButton } from './copy-button';

interface CommandLineProps {
  readonly command: string;
  readonly copyable?: boolean;
  /** Marks the part that deletes, overwrites or publishes. */
  readonly markRisky?: boolean;
}

export function CommandLine({ command, copyable = false, markRisky = false }: CommandLineProps) {
  const parts = markRisky ? splitRisky(command) : [{ start: 0, text: command, risky: false }];
  return (
    <div className={styles.line}>
      <span className={styles.prompt} aria-hidden>
        $
      </span>
      <span className={styles.text}>
        {parts.map((part) =>
          part.risky ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
        )}
      </span>
      {copyable && (
        <span className={styles.copy}>
          <CopyButton text={command} label="Copy command" />
        </span>
      )}
    </div>
  );
}
