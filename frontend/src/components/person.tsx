import styles from './person.module.css';

/** The first letters of a login, which stand for a picture that would come from elsewhere. */
export function initials(login: string): string {
  const parts = login.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => part.charAt(0)) : [login.slice(0, 2)];
  return letters.join('').toUpperCase();
}

export function Avatar({ login, agent = false }: { login: string; agent?: boolean }) {
  return (
    <span className={styles.avatar} aria-hidden {...(agent && { 'data-agent': true })}>
      {initials(login)}
    </span>
  );
}
