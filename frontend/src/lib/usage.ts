import type { UsageRow } from './api-types';

/** What one day used, over all agents. */
export interface UsageDay {
  readonly day: string;
  readonly turns: number;
  readonly tokens: number;
  readonly cost: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Every day up to the last one, those without turns too, so that the plot keeps its scale. */
export function usageDays(rows: readonly UsageRow[], days: number, today: string): UsageDay[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(end - (days - 1 - index) * DAY).toISOString().slice(0, 10);
    const own = rows.filter((row) => row.day === day);
    return {
      day,
      turns: own.reduce((sum, row) => sum + row.turns, 0),
      tokens: own.reduce((sum, row) => sum + row.inputTokens + row.outputTokens, 0),
      cost: own.reduce((sum, row) => sum + (row.costAmount ?? 0), 0),
    };
  });
}

/** The costs by currency; agents may not bill in the same. */
export function usageCosts(rows: readonly UsageRow[]): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const { costAmount, costCurrency } of rows) {
    const currency = costCurrency ?? 'USD';
    if (costAmount !== null) costs.set(currency, (costs.get(currency) ?? 0) + costAmount);
  }
  return costs;
}
