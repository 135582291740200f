import { expect, test } from 'vitest';
import type { UsageRow } from './api-types';
import { usageCosts, usageDays } from './usage';

const row = (day: string, overrides: Partial<UsageRow> = {}): UsageRow => ({
  day,
  agent: 'claude',
  turns: 1,
  inputTokens: 100,
  outputTokens: 10,
  cachedTokens: 5,
  costAmount: 0.5,
  costCurrency: 'USD',
  ...overrides,
});

test('each day has its sum, quiet days too', () => {
  const rows = [
    row('2026-03-01'),
    row('2026-03-01', { agent: 'codex', costAmount: null }),
    row('2026-02-27'),
  ];
  expect(usageDays(rows, 4, '2026-03-02')).toEqual([
    { day: '2026-02-27', turns: 1, tokens: 110, cost: 0.5 },
    { day: '2026-02-28', turns: 0, tokens: 0, cost: 0 },
    { day: '2026-03-01', turns: 2, tokens: 220, cost: 0.5 },
    { day: '2026-03-02', turns: 0, tokens: 0, cost: 0 },
  ]);
});

test('costs are summed by currency', () => {
  const rows = [row('2026-03-01'), row('2026-03-02'), row('2026-03-02', { costCurrency: 'EUR' })];
  expect([...usageCosts(rows)]).toEqual([
    ['USD', 1],
    ['EUR', 0.5],
  ]);
});
