import { useCallback, useLayoutEffect, useRef } from 'react';

const NEAR = 48;

/** Keeps the newest in view until the reader scrolls away, and keeps the place when older rows come in above. */
export function useStickToBottom(firstKey: string | undefined, setAway: (away: boolean) => void) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const height = useRef(0);
  const held = useRef(firstKey);

  const toBottom = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    pinned.current = true;
    setAway(false);
    box.scrollTop = box.scrollHeight;
  }, [setAway]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    pinned.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setAway(!pinned.current);
  }, [setAway]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (held.current !== firstKey && !pinned.current) box.scrollTop += box.scrollHeight - height.current;
    held.current = firstKey;
    height.current = box.scrollHeight;
  });

  useLayoutEffect(() => {
    const [box, inner] = [scroller.current, content.current];
    if (box === null || inner === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (pinned.current) box.scrollTop = box.scrollHeight;
      height.current = box.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return { scroller, content, onScroll, toBottom };
}
