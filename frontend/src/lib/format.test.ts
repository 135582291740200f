import { describe, expect, test } from 'vitest';
import { age, bytes, cost, plural, seconds, shortPath, splitPath, usualPrefix } from './format';

const NOW = Date.parse('2026-01-02T12:00:00Z');

describe('age', () => {
  test.each([
    ['2026-01-02T11:59:30Z', 'now'],
    ['2026-01-02T11:58:00Z', '2m'],
    ['2026-01-02T09:00:00Z', '3h'],
    ['2025-12-31T11:00:00Z', '2d'],
    ['2026-01-02T12:00:05Z', 'now'],
  ])('%s is %s', (at, text) => expect(age(at, NOW)).toBe(text));

  test('nothing for an unknown or unreadable instant', () => {
    expect(age(null, NOW)).toBe('');
    expect(age('yesterday', NOW)).toBe('');
  });
});

describe('usualPrefix', () => {
  test('is the folder most branches are in', () => {
    expect(usualPrefix(['ff/balance-drift', 'ff/rounding'])).toBe('ff/');
    expect(usualPrefix(['ff/one', 'ff/two', 'main'])).toBe('ff/');
  });
  test('is empty when there is no such folder', () => {
    expect(usualPrefix(['ff/one', 'main'])).toBe('');
    expect(usualPrefix(['ff/one'])).toBe('');
    expect(usualPrefix([])).toBe('');
  });
});

test('numbers and paths', () => {
  expect(plural(1, 'line')).toBe('1 line');
  expect(plural(1204, 'line')).toBe('1,204 lines');
  expect(cost(1.839, 'USD')).toBe('$1.84');
  expect(cost(2, 'EUR')).toBe('2.00 EUR');
  expect(cost(null, 'USD')).toBeNull();
  expect(bytes(900)).toBe('900 B');
  expect(bytes(2048)).toBe('2.0 KB');
  expect(seconds(11_900)).toBe('12 s');
  expect(seconds(90_000)).toBe('1m 30s');
  expect(splitPath('a/b/c.ts')).toEqual({ folder: 'a/b/', file: 'c.ts' });
  expect(shortPath('/home/me/tree/a/b/c.ts')).toBe('…/b/c.ts');
  expect(shortPath('core/src/main/java/balance/BalanceReader.java')).toBe(
    'core/…/balance/BalanceReader.java',
  );
});
