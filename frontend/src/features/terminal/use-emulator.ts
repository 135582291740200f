import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createTerminal, type Emulator } from './create-terminal';
import { TerminalConnection, type TerminalState } from './terminal-connection';
import type { TerminalScreenProps } from './terminal-screen';

const SMALLEST = 40;

function socketAddress(terminalId: string): string {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${window.location.host}/ws/terminals/${terminalId}`;
}

/** Keys that stay with the page: all else belongs to what runs in the terminal. */
export function pageKey(event: KeyboardEvent): 'leave' | 'search' | 'copy' | null {
  if (event.type !== 'keydown' || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey && !event.shiftKey && key === '`') return 'leave';
  if (!event.metaKey && !(event.ctrlKey && event.shiftKey)) return null;
  if (key === 'f') return 'search';
  return key === 'c' ? 'copy' : null;
}

export interface Line {
  readonly state: TerminalState;
  readonly reason: string | null;
  /** Whether the server has more of the past than is shown. */
  readonly earlier: boolean;
}

/** The emulator in the page and its connection; both live as long as the component shows this terminal. */
export function useEmulator(props: TerminalScreenProps, typed: (text: string) => string) {
  const host = useRef<HTMLDivElement>(null);
  const connection = useRef<TerminalConnection>(null);
  const [emulator, setEmulator] = useState<Emulator | null>(null);
  const [line, setLine] = useState<Line>({ state: 'connecting', reason: null, earlier: false });

  const copy = useEffectEvent(({ terminal }: Emulator, wanted: boolean) => {
    const text = terminal.getSelection();
    if (text === '' || !(wanted || props.choices.copyOnSelect)) return;
    // Without the right to the clipboard the text stays selected, and the browser's own copy works.
    navigator.clipboard?.writeText(text).catch(() => {});
  });
  const takesKey = useEffectEvent((event: KeyboardEvent, made: Emulator) => {
    const wish = pageKey(event);
    if (wish === null || (wish === 'copy' && !made.terminal.hasSelection())) return true;
    event.preventDefault();
    if (wish === 'leave') props.onLeave();
    else if (wish === 'search') props.onSearch(true);
    else copy(made, true);
    return false;
  });
  const follow = useEffectEvent((address: string) => props.onLink(address));
  const send = useEffectEvent((to: TerminalConnection, text: string) => to.type(typed(text)));
  const make = useEffectEvent((element: HTMLElement) =>
    createTerminal({ host: element, ...props.choices, onLink: (address) => follow(address) }),
  );

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = make(element);
    const { terminal, fit, mute } = made;
    const opened = new TerminalConnection(
      socketAddress(props.terminalId),
      {
        reset: () => terminal.reset(),
        mute,
        write: (data, shown) => terminal.write(data, shown),
        resize: (columns, rows) => terminal.resize(columns, rows),
      },
      {
        onState: (state, reason) => setLine((now) => ({ ...now, state, reason })),
        onEarlier: (earlier) => setLine((now) => ({ ...now, earlier })),
      },
    );
    const takeRoom = () => {
      if (element.clientHeight < SMALLEST || element.clientWidth < SMALLEST) return;
      fit.fit();
      opened.resize(terminal.cols, terminal.rows);
    };
    terminal.attachCustomKeyEventHandler((event) => takesKey(event, made));
    terminal.onData((text) => send(opened, text));
    terminal.onBinary((text) => opened.typeBinary(text));
    const onMouseUp = () => copy(made, false);
    element.addEventListener('mouseup', onMouseUp);
    // Who works here decides the size, also after another window did.
    terminal.textarea?.addEventListener('focus', takeRoom);
    const observer = new ResizeObserver(takeRoom);
    observer.observe(element);
    takeRoom();
    opened.open();
    connection.current = opened;
    setEmulator(made);
    return () => {
      observer.disconnect();
      element.removeEventListener('mouseup', onMouseUp);
      opened.close();
      terminal.dispose();
      setEmulator(null);
    };
  }, [props.terminalId]);

  return { host, emulator, connection, line };
}
