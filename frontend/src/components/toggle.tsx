import styles from './toggle.module.css';

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
  readonly onChange: (on: boolean) => void;
}

/** A switch with its word before it. */
export function Toggle({ label, on, disabled = false, title, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.toggle}
      aria-checked={on}
      disabled={disabled}
      title={title}
      onClick={() => onChange(!on)}
    >
      {label}
      <i aria-hidden />
    </button>
  );
}
