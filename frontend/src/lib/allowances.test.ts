import { expect, test } from 'vitest';
import { type Allowance, isBlocked, percentLeft, scarcest } from './allowances';

const NOON = Date.parse('2026-11-28T12:00:00Z');
const allowance = (overrides: Partial<Allowance> = {}): Allowance => ({
  host: 'github.com',
  resource: 'graphql',
  limit: 5000,
  remaining: 4800,
  resetAt: '2026-11-28T12:30:00Z',
  blockedUntil: null,
  ...overrides,
});

test('what is left is a share until the hour is over', () => {
  expect(percentLeft(allowance(), NOON)).toBe(96);
  expect(percentLeft(allowance({ remaining: 49 }), NOON)).toBe(0);
  expect(percentLeft(allowance({ remaining: 0, resetAt: '2026-11-28T11:59:00Z' }), NOON)).toBe(100);
  expect(percentLeft(allowance({ limit: 0, remaining: 0 }), NOON)).toBe(100);
});

test('a host that asked to wait comes first, then the one with the least', () => {
  const waits = allowance({ host: 'ghe.acme.dev', blockedUntil: '2026-11-28T12:01:00Z' });
  const waited = allowance({ host: 'old.acme.dev', blockedUntil: '2026-11-28T11:59:00Z' });
  const short = allowance({ resource: 'core', remaining: 100 });
  expect(isBlocked(waited, NOON)).toBe(false);
  expect(scarcest([allowance(), short, waits, waited], NOON)).toBe(waits);
  expect(scarcest([allowance(), short, waited], NOON)).toBe(short);
  expect(scarcest([], NOON)).toBeUndefined();
});
