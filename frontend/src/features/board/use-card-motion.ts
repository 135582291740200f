import { type RefObject, useLayoutEffect, useRef } from 'react';

const DURATION = 150;
const EASING = 'cubic-bezier(0.3, 0, 0.1, 1)';

type Places = Map<string, { readonly x: number; readonly y: number }>;

function placesOf(root: HTMLElement): Places {
  const cards = root.querySelectorAll<HTMLElement>('[data-card]');
  return new Map([...cards].map((card) => [card.dataset.card ?? '', card.getBoundingClientRect()]));
}

function move(card: HTMLElement, before: { x: number; y: number } | undefined): void {
  const now = card.getBoundingClientRect();
  if (before === undefined) {
    card.animate([{ opacity: 0, transform: 'translateY(-4px)' }, {}], { duration: DURATION, easing: EASING });
    return;
  }
  const [x, y] = [before.x - now.x, before.y - now.y];
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  card.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], {
    duration: DURATION,
    easing: EASING,
  });
}

/** Lets a card slide from where it was to where it is now, whenever `order` changes. */
export function useCardMotion(root: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef<Places | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed order can move a card
  useLayoutEffect(() => {
    if (root.current === null) return;
    const before = places.current;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (before !== null && !still) {
      for (const card of root.current.querySelectorAll<HTMLElement>('[data-card]')) {
        move(card, before.get(card.dataset.card ?? ''));
      }
    }
    places.current = placesOf(root.current);
  }, [order, root]);
}
