import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/button';
import type { Emulator } from './create-terminal';
import styles from './terminal.module.css';
import { searchColours } from './terminal-theme';

interface TerminalSearchProps {
  readonly emulator: Emulator;
  readonly onClose: () => void;
}

/** Looks for text in what the terminal shows and in its scrollback, upwards from the end. */
export function TerminalSearch({ emulator, onClose }: TerminalSearchProps) {
  const { search, terminal } = emulator;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [found, setFound] = useState<string>('');

  useEffect(() => {
    field.current?.focus();
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound(resultCount === 0 ? 'none' : `${resultIndex + 1} of ${resultCount}`),
    );
    return () => {
      results.dispose();
      search.clearDecorations();
    };
  }, [search]);

  const look = (next: string, back: boolean, incremental: boolean) => {
    if (next === '') {
      search.clearDecorations();
      setFound('');
      return;
    }
    const decorations = terminal.element && searchColours(terminal.element);
    const options = { incremental, ...(decorations && { decorations }) };
    if (back) search.findPrevious(next, options);
    else search.findNext(next, options);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') look(text, !event.shiftKey, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={styles.search}>
      <input
        ref={field}
        value={text}
        aria-label="Search in the terminal"
        placeholder="Search"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          look(event.target.value, true, true);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles.found} role="status">
        {found}
      </span>
      <IconButton size="small" label="Previous match" hint="Enter" onClick={() => look(text, true, false)}>
        <IconArrowUp size={14} stroke={1.85} aria-hidden />
      </IconButton>
      <IconButton size="small" label="Next match" hint="Shift Enter" onClick={() => look(text, false, false)}>
        <IconArrowDown size={14} stroke={1.85} aria-hidden />
      </IconButton>
      <IconButton size="small" label="Close the search" hint="Esc" onClick={onClose}>
        <IconX size={14} stroke={1.85} aria-hidden />
      </IconButton>
    </search>
  );
}
