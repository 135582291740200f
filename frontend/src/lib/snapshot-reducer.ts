import type { Delta, Entry, Snapshot } from './schemas';

/** What the page knows of one project. `early` holds deltas that cannot be applied before what is missing came. */
export interface SnapshotState {
  readonly epoch: string | null;
  readonly sequence: number;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly early: readonly Delta[];
}

export interface SnapshotStep {
  readonly state: SnapshotState;
  /** true: ask the server for everything after `state.sequence` */
  readonly missing: boolean;
}

const EARLY_LIMIT = 200;

export const NO_SNAPSHOT: SnapshotState = { epoch: null, sequence: 0, entries: new Map(), early: [] };

export function applyDelta(state: SnapshotState, delta: Delta): SnapshotStep {
  if (state.epoch === null) return { state: keep(state, delta), missing: false };
  if (delta.epoch !== state.epoch) return { state: keep(state, delta), missing: true };
  if (delta.to <= state.sequence) return { state, missing: false };
  if (delta.from !== state.sequence) return { state: keep(state, delta), missing: true };
  return drain(merge(state, delta));
}

export function applyAnswer(state: SnapshotState, answer: Snapshot | Delta): SnapshotStep {
  return 'entries' in answer ? applySnapshot(state, answer) : applyCatchUp(state, answer);
}

function applySnapshot(state: SnapshotState, snapshot: Snapshot): SnapshotStep {
  if (state.epoch === snapshot.epoch && snapshot.sequence < state.sequence) return { state, missing: false };
  const entries = new Map(snapshot.entries.map((entry) => [entry.workspaceId, entry]));
  return drain({ epoch: snapshot.epoch, sequence: snapshot.sequence, entries, early: state.early });
}

function applyCatchUp(state: SnapshotState, delta: Delta): SnapshotStep {
  if (delta.epoch !== state.epoch || delta.from > state.sequence) return { state, missing: true };
  if (delta.to <= state.sequence) return drain(state);
  return drain(merge(state, delta));
}

function keep(state: SnapshotState, delta: Delta): SnapshotState {
  return { ...state, early: [...state.early, delta].slice(-EARLY_LIMIT) };
}

function merge(state: SnapshotState, delta: Delta): SnapshotState {
  const entries = new Map(state.entries);
  for (const entry of delta.changed) {
    const held = entries.get(entry.workspaceId);
    if (held === undefined || held.version <= entry.version) entries.set(entry.workspaceId, entry);
  }
  for (const workspaceId of delta.removed) entries.delete(workspaceId);
  return { ...state, sequence: delta.to, entries };
}

/** Applies what came early, in order; what still does not join up is kept and asked for. */
function drain(state: SnapshotState): SnapshotStep {
  const open = state.early
    .filter((delta) => delta.epoch === state.epoch)
    .toSorted((one, other) => one.from - other.from);
  let current: SnapshotState = { ...state, early: [] };
  const left: Delta[] = [];
  for (const delta of open) {
    if (delta.to <= current.sequence) continue;
    if (delta.from === current.sequence) current = merge(current, delta);
    else left.push(delta);
  }
  return { state: { ...current, early: left }, missing: left.length > 0 };
}
