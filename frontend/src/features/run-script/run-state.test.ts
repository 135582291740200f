import { expect, test } from 'vitest';
import type { RunScript } from '@/lib/schemas';
import { durationOf, exitOf, servedPort } from './run-state';

const run: RunScript = {
  workspaceId: 'w',
  status: 'RUNNING',
  run: 1,
  port: 3001,
  detectedPort: 5173,
  pid: 1,
  startedAt: '2026-01-01T10:00:00Z',
  endedAt: null,
  exitCode: null,
  signal: null,
  problem: null,
  scripts: null,
  scriptsProblem: null,
};
const at = Date.parse('2026-01-01T10:01:05Z');

test('while it runs its time grows, and it has no exit', () => {
  expect(durationOf(run, at)).toBe('1m 5s');
  expect(durationOf(run, at + 80 * 60_000)).toBe('1h 21m');
  expect(exitOf(run)).toBeNull();
  expect(servedPort(run)).toBe(5173);
});

test('when it has ended its time stands, and the exit is named', () => {
  const ended: RunScript = { ...run, status: 'FAILED', endedAt: '2026-01-01T10:00:02Z', exitCode: 3 };
  expect(durationOf(ended, at)).toBe('2.0 s');
  expect(exitOf(ended)).toBe('exit 3');
  expect(exitOf({ ...ended, exitCode: null, signal: 'SIGSEGV' })).toBe('SIGSEGV');
  expect(servedPort(ended)).toBeNull();
});

test('before the first run there is nothing to tell', () => {
  expect(durationOf({ ...run, status: 'IDLE', run: 0 }, at)).toBeNull();
});
