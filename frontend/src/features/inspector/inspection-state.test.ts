import { describe, expect, test } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { Delta } from '@/lib/schemas';
import type { Inspection, ToldDelta } from './inspection-schema';
import { allDeltas, deltasAMinute, hear, NOTHING_TOLD, take } from './inspection-state';

const NOON = '2026-01-01T12:00:00.5Z';

function told(sequence: number, part: Partial<Inspection> = {}): Inspection {
  return {
    projectId: 'p1',
    epoch: 'e1',
    sequence,
    at: NOON,
    entries: 1,
    subscribers: 1,
    deltas: [],
    deltasLastMinute: 0,
    deliveryMs: { p50: 1, p95: 3 },
    reconciles: [],
    drift: [],
    rules: [],
    ...part,
  };
}

function delta(to: number, epoch = 'e1'): Delta {
  const entry = sampleEntry('w1', { source: 'GitFacetChanged+SessionFacetChanged', computedAt: NOON });
  return { epoch, from: to - 1, to, changed: [entry], removed: ['w2'] };
}

const toldDelta = (sequence: number): ToldDelta => ({
  sequence,
  at: NOON,
  sources: [],
  facets: ['git'],
  changed: ['w1'],
  changedCount: 1,
  removed: [],
  removedCount: 0,
  bytes: 10,
  deliveryMs: 1,
});

describe('what is known of an inspection', () => {
  test('deltas heard since stand before those told, until the server tells of them too', () => {
    const start = take(NOTHING_TOLD, told(4, { deltas: [toldDelta(4)] }));
    const after = hear(hear(start, delta(5), 300, NOON), delta(6), 300, NOON);

    expect(allDeltas(after).map(({ sequence }) => sequence)).toEqual([6, 5, 4]);
    expect(after.heard[0]).toMatchObject({
      sources: ['GitFacetChanged', 'SessionFacetChanged'],
      changed: ['w1'],
      removed: ['w2'],
      bytes: 300,
      deliveryMs: null,
    });

    const again = take(after, told(5, { deltas: [toldDelta(5), toldDelta(4)] }));
    expect(allDeltas(again).map(({ sequence }) => sequence)).toEqual([6, 5, 4]);
    expect(again.heard).toHaveLength(1);
  });

  test('a delta that is told, doubled or of another epoch is not heard again', () => {
    const start = take(NOTHING_TOLD, told(4));
    expect(hear(start, delta(4), 1, NOON)).toBe(start);
    expect(hear(start, delta(5, 'e2'), 1, NOON)).toBe(start);
    const once = hear(start, delta(5), 1, NOON);
    expect(hear(once, delta(5), 1, NOON)).toBe(once);
    expect(hear(NOTHING_TOLD, delta(1), 1, NOON)).toBe(NOTHING_TOLD);
  });

  test('what was put together earlier does not take the place of what came later', () => {
    const late = take(NOTHING_TOLD, told(4, { at: '2026-01-01T12:00:01Z' }));
    expect(take(late, told(3))).toBe(late);
    const reloaded = take(hear(late, delta(5), 1, NOON), told(0, { epoch: 'e2' }));
    expect(reloaded).toMatchObject({ told: { epoch: 'e2' }, heard: [] });
  });

  test('counts the deltas of the last minute', () => {
    const state = take(NOTHING_TOLD, told(4, { deltas: [toldDelta(4)], deltasLastMinute: 1 }));
    const now = Date.parse(NOON);
    expect(deltasAMinute(state, now + 59_000)).toBe(1);
    expect(deltasAMinute(state, now + 60_000)).toBe(0);
    const many = Array.from({ length: 100 }, (_, i) => toldDelta(1000 - i));
    expect(deltasAMinute(take(NOTHING_TOLD, told(1000, { deltas: many, deltasLastMinute: 640 })), now)).toBe(
      640,
    );
  });
});
