import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, query } from '@/lib/api-client';
import type { UsageRow } from '@/lib/api-types';
import { cost, count, plural } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { type UsageDay, usageCosts, usageDays } from '@/lib/usage';
import { Skeleton } from './empty-state';
import styles from './usage-chart.module.css';

const DAYS = 30;
const HEIGHT = 64;

const usageQuery = (owner: 'projects' | 'workspaces', id: string) =>
  queryOptions<{ readonly rows: readonly UsageRow[] }>({
    queryKey: ['usage', owner, id],
    queryFn: ({ signal }) => api.get(`/api/${owner}/${id}/token-usage${query({ days: DAYS })}`, signal),
    gcTime: 0,
  });

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

interface UsageChartProps {
  readonly owner: 'projects' | 'workspaces';
  readonly id: string;
}

/** What the agents of a workspace or project used in the last thirty days. */
export function UsageChart({ owner, id }: UsageChartProps) {
  const { data, error } = useQuery(usageQuery(owner, id));
  if (error !== null) return <p className="dim">{describeError(error)}</p>;
  if (data === undefined) return <Skeleton width="100%" />;
  if (data.rows.length === 0)
    return <p className="dim">No agent has told of tokens or cost in {DAYS} days.</p>;
  const costs = [...usageCosts(data.rows)].map(([currency, amount]) => cost(amount, currency));
  const tokens = data.rows.reduce((sum, row) => sum + row.inputTokens + row.outputTokens, 0);
  const turns = data.rows.reduce((sum, row) => sum + row.turns, 0);
  return (
    <div className={styles.usage}>
      <p className={styles.sum}>
        {costs.length > 0 && <b>{costs.join(' + ')}</b>}
        <span>{`${count(tokens)} tokens · ${plural(turns, 'turn')} in ${DAYS} days`}</span>
      </p>
      <Bars days={usageDays(data.rows, DAYS, today())} priced={costs.length > 0} />
      <AgentSums rows={data.rows} />
    </div>
  );
}

function Bars({ days, priced }: { days: readonly UsageDay[]; priced: boolean }) {
  const value = (day: UsageDay) => (priced ? day.cost : day.tokens);
  const highest = Math.max(...days.map(value)) || 1;
  const what = priced ? 'Cost' : 'Tokens';
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${days.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${what} of each day`}
      >
        {days.map((day, index) => {
          const height = Math.max(value(day) > 0 ? 2 : 0.5, (value(day) / highest) * HEIGHT);
          return (
            <rect key={day.day} x={index * 10 + 1} y={HEIGHT - height} width={8} height={height} rx={1.5}>
              <title>{`${day.day}: ${cost(day.cost, null)}, ${count(day.tokens)} tokens, ${plural(day.turns, 'turn')}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{days[0]?.day}</span>
        <span>{`${what}, at most ${priced ? cost(highest, null) : count(highest)} a day`}</span>
        <span>today</span>
      </figcaption>
    </figure>
  );
}

function AgentSums({ rows }: { rows: readonly UsageRow[] }) {
  const agents = [...new Set(rows.map((row) => row.agent))];
  return (
    <table className={styles.agents}>
      <thead>
        <tr>
          <th>Agent</th>
          <th>Turns</th>
          <th>In</th>
          <th>Out</th>
          <th>Cached</th>
          <th>Cost</th>
        </tr>
      </thead>
      <tbody>
        {agents.map((agent) => {
          const own = rows.filter((row) => row.agent === agent);
          const sum = (of: (row: UsageRow) => number) => count(own.reduce((all, row) => all + of(row), 0));
          const costs = [...usageCosts(own)].map(([currency, amount]) => cost(amount, currency));
          return (
            <tr key={agent}>
              <td>{agent}</td>
              <td>{sum((row) => row.turns)}</td>
              <td>{sum((row) => row.inputTokens)}</td>
              <td>{sum((row) => row.outputTokens)}</td>
              <td>{sum((row) => row.cachedTokens)}</td>
              <td>{costs.join(' + ') || '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
