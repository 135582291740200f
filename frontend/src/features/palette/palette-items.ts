import { waitingOrder } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';

const SHOWN = 12;
const RANK = { WAITING: 0, WORKING: 1, DONE: 2 } as const;

function rank(entry: Entry): number {
  return entry.kanbanColumn === null ? RANK.DONE : RANK[entry.kanbanColumn];
}

/** All words must occur in the name, the branch or the reason. */
export function matches(text: string, query: string): boolean {
  const low = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

/** Those that wait for you come first, then those at work, then what is done. */
export function findWorkspaces(entries: readonly Entry[], query: string): Entry[] {
  return entries
    .filter((entry) => matches(`${entry.name} ${entry.branch ?? ''} ${entry.statusReason.label}`, query))
    .toSorted((one, other) => rank(one) - rank(other) || waitingOrder(one, other))
    .slice(0, SHOWN);
}

/** Cuts `text` where the first word of the query occurs, to underline it. */
export function highlight(text: string, query: string): readonly [string, string, string] {
  const word = query.trim().split(/\s+/)[0] ?? '';
  const at = word === '' ? -1 : text.toLowerCase().indexOf(word.toLowerCase());
  return at < 0
    ? [text, '', '']
    : [text.slice(0, at), text.slice(at, at + word.length), text.slice(at + word.length)];
}
