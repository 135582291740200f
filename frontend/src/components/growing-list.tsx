import { type ReactNode, useEffect, useRef, useState } from 'react';

interface GrowingListProps<Item> {
  readonly items: readonly Item[];
  readonly children: (item: Item) => ReactNode;
  /** the kind of element its parent expects */
  readonly end?: 'div' | 'li';
}

const STEP = 40;

/** Draws the first items, and more as the end comes near: a long list opens at once and scrolls on. */
export function GrowingList<Item>({ items, children, end: End = 'div' }: GrowingListProps<Item>) {
  const [shown, setShown] = useState(STEP);
  const mark = useRef<HTMLElement>(null);
  const more = items.length > shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each step the end has moved and is watched anew
  useEffect(() => {
    if (!more || mark.current === null) return undefined;
    const watcher = new IntersectionObserver(
      (seen) => seen.some((entry) => entry.isIntersecting) && setShown((held) => held + STEP),
      { rootMargin: '600px' },
    );
    watcher.observe(mark.current);
    return () => watcher.disconnect();
  }, [more, shown]);
  return (
    <>
      {items.slice(0, shown).map(children)}
      {more && <End ref={mark as never} aria-hidden style={{ height: 1 }} />}
    </>
  );
}
