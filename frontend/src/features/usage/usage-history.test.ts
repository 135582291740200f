import { expect, test } from 'vitest';
import type { UsageSample, WorkspaceUsage } from '@/lib/schemas';
import { linePoints, topOf, withLatest } from './usage-history';

const sample = (second: number): UsageSample => ({
  at: `2026-01-01T10:00:${String(second).padStart(2, '0')}Z`,
  processes: 1,
  cpuPercent: second,
  memoryBytes: 1,
  ports: [],
});
const usage = (...seconds: number[]): WorkspaceUsage => ({
  samples: seconds.map(sample),
  cpuLimit: 200,
  memoryLimit: 1,
  warnings: [],
});

test('a newer look is added, an old one is not', () => {
  expect(withLatest(usage(1, 2), usage(3)).samples.map(({ cpuPercent }) => cpuPercent)).toEqual([1, 2, 3]);
  expect(withLatest(usage(1, 2), usage(2)).samples).toHaveLength(2);
});

test('the line ends at the right edge and stays within the picture', () => {
  expect(linePoints([0, 100, 400], 119, 20, 200)).toBe('117.0,20.0 118.0,10.0 119.0,0.0');
});

test('the limit shows once half of it is used', () => {
  expect(topOf([10], 200)).toBe(12.5);
  expect(topOf([150], 200)).toBe(200);
  expect(topOf([250], 200)).toBe(250);
  expect(topOf([0], 200)).toBe(10);
});
