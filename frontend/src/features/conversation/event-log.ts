import type { SessionEvent } from '@/lib/schemas';
import { foldEvents } from './conversation-items';
import type { Item } from './conversation-types';

/** An unbroken run of a session's events, what they amount to, and what came too early to be joined. */
export interface EventLog {
  readonly first: number;
  readonly last: number;
  readonly events: readonly SessionEvent[];
  readonly items: readonly Item[];
  readonly early: readonly SessionEvent[];
}

export interface EventStep {
  readonly log: EventLog;
  /** true: ask for everything after `log.last` */
  readonly missing: boolean;
}

const EARLY_LIMIT = 2_000;
const bySequence = (one: SessionEvent, other: SessionEvent) => one.sequence - other.sequence;

/** A log that begins with the given page, the last events of the session. */
export function startLog(page: readonly SessionEvent[]): EventLog {
  const events = page.toSorted(bySequence);
  return {
    first: events[0]?.sequence ?? 1,
    last: events.at(-1)?.sequence ?? 0,
    events,
    items: foldEvents([], events),
    early: [],
  };
}

export function applyBatch(log: EventLog, batch: { readonly events: readonly SessionEvent[] }): EventStep {
  return join({ ...log, early: [...log.early, ...batch.events].slice(-EARLY_LIMIT) });
}

/** An earlier page, put before what is held. It must reach up to it. */
export function prependPage(log: EventLog, page: readonly SessionEvent[]): EventLog {
  const older = page.filter((event) => event.sequence < log.first).toSorted(bySequence);
  if (older.at(-1)?.sequence !== log.first - 1) return log;
  const events = [...older, ...log.events];
  return { ...log, first: older[0]?.sequence ?? log.first, events, items: foldEvents([], events) };
}

function join(log: EventLog): EventStep {
  const added: SessionEvent[] = [];
  const left: SessionEvent[] = [];
  let last = log.last;
  for (const event of log.early.toSorted(bySequence)) {
    if (event.sequence <= last) continue;
    if (event.sequence === last + 1) {
      added.push(event);
      last = event.sequence;
    } else {
      left.push(event);
    }
  }
  const missing = left.length > 0;
  if (added.length === 0) return { log: { ...log, early: left }, missing };
  const events = [...log.events, ...added];
  return { log: { ...log, last, events, items: foldEvents(log.items, added), early: left }, missing };
}
