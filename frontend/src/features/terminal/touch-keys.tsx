import styles from './terminal.module.css';

const KEYS = [
  ['Esc', '\u001b'],
  ['Tab', '\t'],
  ['←', '\u001b[D'],
  ['↑', '\u001b[A'],
  ['↓', '\u001b[B'],
  ['→', '\u001b[C'],
  ['^C', '\u0003'],
  ['|', '|'],
  ['/', '/'],
  ['~', '~'],
] as const;

const NAMES: Readonly<Record<string, string>> = {
  '←': 'Left',
  '↑': 'Up',
  '↓': 'Down',
  '→': 'Right',
  '^C': 'Control C',
};

/** The character that a letter stands for while Control is held. */
export function controlled(text: string): string {
  return /^[a-zA-Z[\\\]^_@ ]$/.test(text)
    ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f)
    : text;
}

interface TouchKeysProps {
  readonly control: boolean;
  readonly onControl: (held: boolean) => void;
  readonly onKey: (text: string) => void;
}

/** The keys that a phone's keyboard lacks. They leave the focus, and with it the keyboard, where it is. */
export function TouchKeys({ control, onControl, onKey }: TouchKeysProps) {
  return (
    <div className={styles.keys} role="toolbar" aria-label="Keys">
      <button
        type="button"
        aria-pressed={control}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onControl(!control)}
      >
        Ctrl
      </button>
      {KEYS.map(([label, text]) => (
        <button
          key={label}
          type="button"
          aria-label={NAMES[label]}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onKey(text)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
