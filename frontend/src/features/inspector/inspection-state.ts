import type { Delta } from '@/lib/schemas';
import type { Inspection, ToldDelta } from './inspection-schema';

/** What the server told last, and the deltas heard on the project's own topic since, newest first. */
export interface InspectionState {
  readonly told: Inspection | null;
  readonly heard: readonly ToldDelta[];
}

export const NOTHING_TOLD: InspectionState = { told: null, heard: [] };

const MOST = 100;
const MINUTE = 60_000;

/** Answers and pushes may overtake each other: the later one counts. */
export function take(state: InspectionState, told: Inspection): InspectionState {
  const held = state.told;
  if (held !== null && held.epoch === told.epoch && Date.parse(told.at) < Date.parse(held.at)) return state;
  const heard = held?.epoch === told.epoch ? state.heard : [];
  return { told, heard: heard.filter((delta) => delta.sequence > told.sequence) };
}

export function hear(state: InspectionState, delta: Delta, bytes: number, now: string): InspectionState {
  if (state.told === null || state.told.epoch !== delta.epoch || delta.to <= state.told.sequence)
    return state;
  if (state.heard.some((other) => other.sequence === delta.to)) return state;
  return { ...state, heard: [asTold(delta, bytes, now), ...state.heard].slice(0, MOST) };
}

function asTold(delta: Delta, bytes: number, now: string): ToldDelta {
  const sources = delta.changed.flatMap((entry) => entry.source.split('+'));
  return {
    sequence: delta.to,
    at: delta.changed[0]?.computedAt ?? now,
    sources: [...new Set(sources)],
    facets: [],
    changed: delta.changed.map((entry) => entry.workspaceId),
    changedCount: delta.changed.length,
    removed: delta.removed,
    removedCount: delta.removed.length,
    bytes,
    deliveryMs: null,
  };
}

export function allDeltas({ told, heard }: InspectionState): ToldDelta[] {
  return [...heard, ...(told?.deltas ?? [])].slice(0, MOST);
}

/** The list knows the last minute unless it is full of it; then the server's count is the better one. */
export function deltasAMinute(state: InspectionState, now: number): number {
  const deltas = allDeltas(state);
  const listed = deltas.filter((delta) => now - Date.parse(delta.at) < MINUTE).length;
  return listed === MOST ? Math.max(listed, state.told?.deltasLastMinute ?? 0) : listed;
}
