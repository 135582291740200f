import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RunSummary } from '@/lib/schemas';
import { RunScriptChip, tellsRun } from './run-script-chip';

const run: RunSummary = {
  status: 'RUNNING',
  port: 5173,
  detectedPort: 5173,
  startedAt: null,
  endedAt: null,
  exitCode: null,
  problem: null,
};

test('a dev server that listens shows where', () => {
  render(<RunScriptChip run={run} />);
  expect(screen.getByText(':5173')).toBeTruthy();
});

test('before that it starts', () => {
  render(<RunScriptChip run={{ ...run, detectedPort: null }} />);
  expect(screen.getByText('Starting')).toBeTruthy();
});

test('one that failed says why', () => {
  const problem = { code: 'RUN_SCRIPT_FAILED', message: 'It ended with exit code 3.' };
  render(<RunScriptChip run={{ ...run, status: 'FAILED', problem }} />);
  expect(screen.getByTitle('It ended with exit code 3.')).toBeTruthy();
});

test('one that is not running is not worth a word', () => {
  expect(tellsRun(null)).toBe(false);
  expect(tellsRun({ ...run, status: 'IDLE' })).toBe(false);
  expect(tellsRun({ ...run, status: 'COMPLETED' })).toBe(false);
  expect(tellsRun(run)).toBe(true);
});
