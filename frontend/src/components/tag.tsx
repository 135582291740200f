import type { ReactNode } from 'react';
import type { Tone } from './status-icon';
import styles from './tag.module.css';

/** A word with a soft ground: what kind of thing it stands beside. */
export function Tag({ tone, title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={styles.tag} {...(tone !== undefined && { 'data-tone': tone })} title={title}>
      {children}
    </span>
  );
}
