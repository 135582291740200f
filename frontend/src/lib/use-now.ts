import { useEffect, useState, useSyncExternalStore } from 'react';

const STEP = 20_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** One shared clock for all ages on the page, so that they tick together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** The time by the second while something runs, for a duration that grows before one's eyes. */
export function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(Date.now);
  useEffect(() => {
    if (!running) return undefined;
    const ticking = setInterval(() => setSeconds(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, [running]);
  return seconds;
}
