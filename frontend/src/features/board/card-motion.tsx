import { Component, createRef, type ReactNode } from 'react';

const DURATION = 150;
const EASING = 'cubic-bezier(0.3, 0, 0.1, 1)';

interface CardMotionProps {
  readonly className: string | undefined;
  /** Only a changed order can move a card. */
  readonly order: string;
  readonly children: ReactNode;
}

type Places = ReadonlyMap<string, DOMRect>;

function cardsIn(root: HTMLElement | null): HTMLElement[] {
  return root === null ? [] : [...root.querySelectorAll<HTMLElement>('[data-card]')];
}

function inView(place: DOMRect): boolean {
  return place.bottom > 0 && place.top < window.innerHeight && place.width > 0;
}

function slide(card: HTMLElement, before: DOMRect | undefined): void {
  const now = card.getBoundingClientRect();
  if (!inView(now) && (before === undefined || !inView(before))) return;
  if (before === undefined) {
    card.animate([{ opacity: 0, transform: 'translateY(-4px)' }, {}], { duration: DURATION, easing: EASING });
    return;
  }
  const [x, y] = [before.x - now.x, before.y - now.y];
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  const frames = [{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }];
  card.animate(frames, { duration: DURATION, easing: EASING });
}

/** Lets cards slide from where they were to where they are. A class, since only those see the page just before it changes. */
export class CardMotion extends Component<CardMotionProps> {
  private readonly root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(before: CardMotionProps): Places | null {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (before.order === this.props.order || still) return null;
    return new Map(
      cardsIn(this.root.current).map((card) => [card.dataset.card ?? '', card.getBoundingClientRect()]),
    );
  }

  override componentDidUpdate(_before: CardMotionProps, _state: unknown, places: Places | null): void {
    if (places === null) return;
    for (const card of cardsIn(this.root.current)) slide(card, places.get(card.dataset.card ?? ''));
  }

  override render() {
    return (
      <div className={this.props.className} ref={this.root} data-cards>
        {this.props.children}
      </div>
    );
  }
}
