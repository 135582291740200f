import { expect, test } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { Entry } from '@/lib/schemas';
import { filterEntries, NO_FILTER, sortEntries } from './list-columns';

const reason = (label: string, tone: Entry['statusReason']['tone']): Entry['statusReason'] => ({
  code: label,
  label,
  tone,
  needsUser: false,
});
const entries = [
  sampleEntry('b', {
    name: 'Beta',
    lastActivityAt: '2026-01-01T10:00:00Z',
    statusReason: reason('Ready', 'neutral'),
  }),
  sampleEntry('a', {
    name: 'Alpha',
    lastActivityAt: '2026-01-03T10:00:00Z',
    statusReason: reason('Asks', 'attention'),
  }),
  sampleEntry('c', { name: 'Gamma', kanbanColumn: 'WORKING', statusReason: reason('Working', 'working') }),
];
const ids = (list: readonly Entry[]) => list.map((entry) => entry.workspaceId);

test('status puts what asks first, then waiting, then working', () => {
  expect(ids(sortEntries(entries, { by: 'status', descending: false }))).toEqual(['a', 'b', 'c']);
  expect(ids(sortEntries(entries, { by: 'status', descending: true }))).toEqual(['c', 'b', 'a']);
});

test('active puts the latest first, name is alphabetical', () => {
  expect(ids(sortEntries(entries, { by: 'active', descending: false }))[0]).toBe('a');
  expect(ids(sortEntries(entries, { by: 'name', descending: false }))).toEqual(['a', 'b', 'c']);
});

test('filters by words in any order and by reason', () => {
  expect(ids(filterEntries(entries, { ...NO_FILTER, text: 'ff beta' }))).toEqual(['b']);
  expect(ids(filterEntries(entries, { ...NO_FILTER, reasons: ['Asks', 'Working'] }))).toEqual(['a', 'c']);
  expect(ids(filterEntries(entries, NO_FILTER))).toHaveLength(3);
});
