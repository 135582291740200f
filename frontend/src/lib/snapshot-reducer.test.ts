import { describe, expect, test } from 'vitest';
import { sampleEntry } from './sample-entry';
import type { Delta, Snapshot } from './schemas';
import { applyAnswer, applyDelta, NO_SNAPSHOT, type SnapshotState } from './snapshot-reducer';

const delta = (from: number, to: number, part: Partial<Delta> = {}): Delta => ({
  epoch: 'e1',
  from,
  to,
  changed: [],
  removed: [],
  ...part,
});
const snapshot = (sequence: number, part: Partial<Snapshot> = {}): Snapshot => ({
  projectId: 'p1',
  epoch: 'e1',
  sequence,
  entries: [sampleEntry('a'), sampleEntry('b')],
  ...part,
});
const held = (sequence = 5): SnapshotState => applyAnswer(NO_SNAPSHOT, snapshot(sequence)).state;
const changed = (id: string, version: number, name: string) => [sampleEntry(id, { version, name })];

describe('applyDelta', () => {
  test('applies the next delta and leaves other entries as they are', () => {
    const before = held();
    const { state, missing } = applyDelta(before, delta(5, 6, { changed: changed('a', 2, 'Renamed') }));
    expect(missing).toBe(false);
    expect(state.sequence).toBe(6);
    expect(state.entries.get('a')?.name).toBe('Renamed');
    expect(state.entries.get('b')).toBe(before.entries.get('b'));
  });

  test('drops a duplicate without a new state', () => {
    const before = held();
    const step = applyDelta(before, delta(4, 5, { changed: changed('a', 9, 'Old') }));
    expect(step).toEqual({ state: before, missing: false });
    expect(step.state).toBe(before);
  });

  test('keeps a delta behind a gap and asks for what is missing', () => {
    const step = applyDelta(held(), delta(7, 8, { changed: changed('b', 3, 'Later') }));
    expect(step.missing).toBe(true);
    expect(step.state.sequence).toBe(5);
    expect(step.state.entries.get('b')?.name).toBe('Workspace b');
    const filled = applyAnswer(step.state, delta(5, 7, { changed: changed('a', 2, 'Between') }));
    expect(filled.missing).toBe(false);
    expect(filled.state.sequence).toBe(8);
    expect(filled.state.entries.get('a')?.name).toBe('Between');
    expect(filled.state.entries.get('b')?.name).toBe('Later');
  });

  test('asks when a delta overlaps what is held', () => {
    expect(applyDelta(held(), delta(3, 7)).missing).toBe(true);
  });

  test('asks when the epoch changed, and takes the new baseline', () => {
    const step = applyDelta(held(), delta(1, 2, { epoch: 'e2' }));
    expect(step.missing).toBe(true);
    const fresh = applyAnswer(step.state, snapshot(1, { epoch: 'e2', entries: [sampleEntry('c')] }));
    expect(fresh.missing).toBe(false);
    expect(fresh.state.epoch).toBe('e2');
    expect(fresh.state.sequence).toBe(2);
    expect([...fresh.state.entries.keys()]).toEqual(['c']);
  });

  test('removes an entry, and a late delta does not bring it back', () => {
    const removed = applyDelta(held(), delta(5, 6, { removed: ['a'] })).state;
    const late = applyDelta(removed, delta(4, 5, { changed: changed('a', 2, 'Ghost') }));
    expect(late.state.entries.has('a')).toBe(false);
  });

  test('never replaces an entry by an older version of it', () => {
    const newer = applyDelta(held(), delta(5, 6, { changed: changed('a', 4, 'New') })).state;
    const { state } = applyDelta(newer, delta(6, 7, { changed: changed('a', 3, 'Old') }));
    expect(state.sequence).toBe(7);
    expect(state.entries.get('a')?.name).toBe('New');
  });
});

describe('before the baseline', () => {
  test('deltas wait for it and are applied in order, whatever order they came in', () => {
    let state = applyDelta(NO_SNAPSHOT, delta(6, 7, { removed: ['b'] })).state;
    const step = applyDelta(state, delta(5, 6, { changed: changed('a', 2, 'Early') }));
    expect(step.missing).toBe(false);
    state = applyAnswer(step.state, snapshot(5)).state;
    expect(state.sequence).toBe(7);
    expect(state.entries.get('a')?.name).toBe('Early');
    expect(state.entries.has('b')).toBe(false);
    expect(state.early).toEqual([]);
  });

  test('deltas that the baseline already contains are dropped', () => {
    const early = applyDelta(NO_SNAPSHOT, delta(2, 3, { removed: ['a'] })).state;
    const { state, missing } = applyAnswer(early, snapshot(5));
    expect(missing).toBe(false);
    expect(state.entries.has('a')).toBe(true);
  });
});

describe('applyAnswer', () => {
  test('ignores an older baseline of the same epoch', () => {
    const before = held(9);
    expect(applyAnswer(before, snapshot(5)).state).toBe(before);
  });

  test('an answer that does not reach back far enough is asked for again', () => {
    expect(applyAnswer(held(5), delta(8, 9)).missing).toBe(true);
  });

  test('an answer that overlaps what came meanwhile is merged', () => {
    const ahead = applyDelta(held(5), delta(5, 6)).state;
    const { state } = applyAnswer(ahead, delta(5, 8, { removed: ['b'] }));
    expect(state.sequence).toBe(8);
    expect(state.entries.has('b')).toBe(false);
  });

  test('an empty catch-up changes nothing but is no gap', () => {
    const step = applyAnswer(held(5), delta(5, 5));
    expect(step.missing).toBe(false);
    expect(step.state.sequence).toBe(5);
  });
});
