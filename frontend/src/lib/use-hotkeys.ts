import { useEffect, useEffectEvent } from 'react';

export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const SEQUENCE_TIMEOUT = 900;

/** Typing includes composing with an input method and any editable element. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}

/** A terminal gets every key that is not the system's own: Control with a letter means something to its shell. */
function isInTerminal(event: KeyboardEvent): boolean {
  return (
    !event.metaKey && event.target instanceof Element && event.target.closest('[data-owns-keys]') !== null
  );
}

function isOverlayOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

export function keyName(event: KeyboardEvent): string {
  const mod = event.metaKey || event.ctrlKey;
  if (event.altKey) return '';
  const key = event.key.toLowerCase();
  return mod ? `mod+${key}` : key;
}

/**
 * Page-wide keys such as `n`, `g b`, `mod+k`. Plain keys never fire while typing or under an open dialog;
 * `mod+` keys fire everywhere but in a terminal.
 */
export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const run = useEffectEvent((event: KeyboardEvent, sequence: string) => {
    const name = keyName(event);
    if (event.defaultPrevented || name === '') return false;
    const action = hotkeys[sequence === '' ? name : `${sequence} ${name}`];
    if (action === undefined) return false;
    event.preventDefault();
    action(event);
    return true;
  });

  useEffect(() => {
    if (!enabled) return;
    let first = '';
    let at = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      const mod = event.metaKey || event.ctrlKey;
      if (isInTerminal(event)) return;
      if (!mod && (isTyping(event) || isOverlayOpen())) return;
      const sequence = first !== '' && event.timeStamp - at < SEQUENCE_TIMEOUT ? first : '';
      first = '';
      if (run(event, sequence)) return;
      if (event.key === 'g' && !mod) {
        first = 'g';
        at = event.timeStamp;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
