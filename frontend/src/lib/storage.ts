import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'factory-factory.';
const listeners = new Set<() => void>();

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null || value === '') localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // Private windows may refuse; what is typed still lives in the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** A small choice that survives a reload, shared by every component that reads the same key. */
export function useStored<Value extends string>(key: string, fallback: Value) {
  const value = useSyncExternalStore(subscribe, () => (readStored(key) ?? fallback) as Value);
  const set = useCallback((next: Value) => writeStored(key, next), [key]);
  return [value, set] as const;
}
