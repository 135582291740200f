import { expect, test } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { HealedDrift, ToldDelta } from './inspection-schema';
import {
  deltaLabel,
  deltasOf,
  derivedOf,
  driftOf,
  exactAge,
  filterEntries,
  milliseconds,
  shortEpoch,
  sortEntries,
  sourcesLabel,
  writerLabel,
} from './inspector-view';

const drift: HealedDrift = {
  at: '2026-01-01T12:00:00Z',
  workspaceId: 'w1',
  workspaceName: 'One',
  facet: 'ratchet',
  heldRevision: 30,
  ownerRevision: 31,
  held: 'a',
  owner: 'b',
  differences: [{ field: 'attempt', held: '1', owner: '2' }],
};
const delta: ToldDelta = {
  sequence: 7,
  at: '2026-01-01T12:00:00Z',
  sources: ['GitFacetChanged'],
  facets: ['git'],
  changed: ['w1'],
  changedCount: 1,
  removed: ['w2'],
  removedCount: 1,
  bytes: 10,
  deliveryMs: 1,
};

test('events are named as people say them', () => {
  expect(sourcesLabel(['GitFacetChanged', 'SessionFacetChanged'])).toBe('git, session');
  expect(sourcesLabel(['PullRequestFacetChanged', 'reconciler'])).toBe('pull request, reconciler');
  expect(sourcesLabel([''])).toBe('–');
  expect(writerLabel('RunScriptFacetChanged')).toBe('run script event');
  expect(writerLabel('load')).toBe('load');
});

test('entries are sorted by what changed last and found by what the table shows', () => {
  const old = sampleEntry('w1', {
    name: 'Alpha',
    computedAt: '2026-01-01T10:00:00.9Z',
    source: 'GitFacetChanged',
  });
  const late = sampleEntry('w2', { name: 'Beta', computedAt: '2026-01-01T10:00:01Z', version: 9 });
  expect(sortEntries([old, late], { by: 'computed', reversed: false })).toEqual([late, old]);
  expect(sortEntries([late, old], { by: 'name', reversed: false })).toEqual([old, late]);
  expect(sortEntries([old, late], { by: 'version', reversed: true })).toEqual([old, late]);
  expect(filterEntries([old, late], 'git ready')).toEqual([old]);
  expect(filterEntries([old, late], 'w2')).toEqual([late]);
  expect(filterEntries([old, late], '')).toHaveLength(2);
});

test('a facet is marked only while it shows what the reconciler brought', () => {
  const shown = (revision: number) =>
    sampleEntry('w1', { facets: { ratchet: { revision, source: 'reconciler', at: null } } });
  expect(driftOf([drift], shown(31), 'ratchet')).toBe(drift);
  expect(driftOf([drift], shown(32), 'ratchet')).toBeUndefined();
  expect(driftOf([drift], shown(31), 'git')).toBeUndefined();
});

test('a workspace’s deltas are those that changed or removed it', () => {
  expect(deltasOf([delta], 'w1')).toEqual([delta]);
  expect(deltasOf([delta], 'w2')).toEqual([delta]);
  expect(deltasOf([delta], 'w3')).toEqual([]);
  expect(deltaLabel(delta)).toBe('git');
  expect(deltaLabel({ ...delta, facets: [] })).toBe('git');
});

test('what is derived is shown as it came', () => {
  const entry = sampleEntry('w1', { raw: { name: 'One', isWorking: false, kanbanColumn: 'WAITING' } });
  expect(derivedOf(entry)).toEqual({ kanbanColumn: 'WAITING', isWorking: false });
});

test('numbers are short', () => {
  expect(shortEpoch('7f3a1234-1234-1234-1234-1234567890c1')).toBe('7f3a·c1');
  expect(milliseconds(3.14)).toBe('3.1 ms');
  expect(milliseconds(84.4)).toBe('84 ms');
  expect(exactAge('2026-01-01T12:00:00Z', Date.parse('2026-01-01T12:00:09.9Z'))).toBe('9 s');
  expect(exactAge('2026-01-01T12:00:00Z', Date.parse('2026-01-01T14:01:00Z'))).toBe('2 h');
});
