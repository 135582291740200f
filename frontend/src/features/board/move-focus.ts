/** j and k walk the cards that are shown, column by column. */
export function moveFocus(step: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-cards] [data-card]')].filter(
    (card) => card.offsetParent !== null,
  );
  const at = cards.indexOf(document.activeElement as HTMLElement);
  const next = cards[at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
