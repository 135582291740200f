import { expect, test } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import { findWorkspaces, highlight } from './palette-items';

const entries = [
  sampleEntry('done', { kanbanColumn: 'DONE', name: 'Retry later' }),
  sampleEntry('working', { kanbanColumn: 'WORKING', name: 'Retry the relay' }),
  sampleEntry('waiting', { kanbanColumn: 'WAITING', name: 'Honour Retry-After' }),
  sampleEntry('other', { name: 'Something else' }),
];

test('waiting workspaces rank first, and all words must occur', () => {
  expect(findWorkspaces(entries, 'retry').map((entry) => entry.workspaceId)).toEqual([
    'waiting',
    'working',
    'done',
  ]);
  expect(findWorkspaces(entries, 'relay retry').map((entry) => entry.workspaceId)).toEqual(['working']);
  expect(findWorkspaces(entries, '')).toHaveLength(4);
});

test('the first word is marked where it occurs', () => {
  expect(highlight('Honour Retry-After', 'retry now')).toEqual(['Honour ', 'Retry', '-After']);
  expect(highlight('Honour', 'x')).toEqual(['Honour', '', '']);
});
