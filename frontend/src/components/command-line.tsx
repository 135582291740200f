import styles from './command-line.module.css';
import { CommandText } from './command-text';
import { CopyButton } from './copy-button';

interface CommandLineProps {
  readonly command: string;
  readonly copyable?: boolean;
  /** Marks the part that deletes, overwrites or publishes. */
  readonly markRisky?: boolean;
}

export function CommandLine({ command, copyable = false, markRisky = false }: CommandLineProps) {
  return (
    <div className={styles.line}>
      <span className={styles.prompt} aria-hidden>
        $
      </span>
      <span className={styles.text}>
        <CommandText command={command} markRisky={markRisky} />
      </span>
      {copyable && (
        <span className={styles.copy}>
          <CopyButton text={command} label="Copy command" />
        </span>
      )}
    </div>
  );
}
