import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Button } from '@/components/button';
import styles from './terminal.module.css';
import type { TerminalChoices } from './terminal-choices';
import { TerminalSearch } from './terminal-search';
import { themeOf } from './terminal-theme';
import { controlled, TouchKeys } from './touch-keys';
import { type Line, useEmulator } from './use-emulator';

export interface TerminalScreenProps {
  readonly terminalId: string;
  readonly name: string;
  readonly choices: TerminalChoices;
  readonly phone: boolean;
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  readonly searching: boolean;
  readonly onSearch: (searching: boolean) => void;
  /** Takes the focus out of the terminal, which otherwise gets every key. */
  readonly onLeave: () => void;
  readonly onFocus: () => void;
  readonly onLink: (address: string) => void;
}

/** One terminal as this window shows it. */
export function TerminalScreen(props: TerminalScreenProps) {
  const { name, choices, phone, focused, searching } = props;
  const [control, setControl] = useState(false);
  const scheme = useComputedColorScheme('light');
  const { host, emulator, connection, line } = useEmulator(props, (text) => {
    if (!control) return text;
    setControl(false);
    return controlled(text);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme gives the tokens other values
  useEffect(() => {
    if (emulator !== null && host.current !== null) emulator.terminal.options.theme = themeOf(host.current);
  }, [emulator, scheme]);
  useEffect(() => {
    if (emulator === null) return;
    emulator.terminal.options.screenReaderMode = choices.screenReader;
    emulator.terminal.options.fontSize = choices.fontSize;
    emulator.fit.fit();
    connection.current?.resize(emulator.terminal.cols, emulator.terminal.rows);
  }, [emulator, connection, choices.screenReader, choices.fontSize]);
  useEffect(() => {
    if (focused) emulator?.terminal.focus();
  }, [emulator, focused]);

  return (
    <section
      className={styles.screen}
      aria-label={name}
      data-owns-keys
      data-state={line.state}
      onFocus={props.onFocus}
    >
      {searching && emulator !== null && (
        <TerminalSearch
          emulator={emulator}
          onClose={() => {
            props.onSearch(false);
            emulator.terminal.focus();
          }}
        />
      )}
      <Notice line={line} onEarlier={() => connection.current?.showEarlier()} />
      <div className={styles.host} ref={host} />
      {phone && (
        <TouchKeys
          control={control}
          onControl={setControl}
          onKey={(text) => {
            connection.current?.type(text);
            emulator?.terminal.focus();
          }}
        />
      )}
    </section>
  );
}

function Notice({ line, onEarlier }: { line: Line; onEarlier: () => void }) {
  if (line.state === 'reconnecting') {
    return (
      <p className={styles.notice} role="status">
        Reconnecting. The shell goes on, and what you type is sent then.
      </p>
    );
  }
  if (line.state === 'ended') {
    return (
      <p className={styles.notice} role="status">
        {line.reason}
      </p>
    );
  }
  return line.earlier ? (
    <div className={styles.earlier}>
      <Button size="small" variant="ghost" onClick={onEarlier}>
        Load earlier output
      </Button>
    </div>
  ) : null;
}
