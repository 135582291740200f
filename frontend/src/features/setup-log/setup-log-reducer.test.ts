import { expect, test } from 'vitest';
import type { SetupLog } from '@/lib/schemas';
import { applyChunk } from './setup-log-reducer';

const log: SetupLog = { state: 'RUNNING', exitCode: null, output: 'npm', from: 0, to: 3, truncated: false };

test('a chunk that joins is added, one that is held already changes nothing', () => {
  expect(applyChunk(log, { from: 3, to: 6, output: ' ci' })).toMatchObject({ output: 'npm ci', to: 6 });
  expect(applyChunk(log, { from: 0, to: 3, output: 'npm' })).toBe(log);
});

test('a gap is told', () => expect(applyChunk(log, { from: 5, to: 6, output: 'x' })).toBeNull());
