import type { Tone } from '@/components/status-icon';
import { bytes, count, plural } from '@/lib/format';
import styles from './usage.module.css';
import { linePoints, topOf } from './usage-history';
import { useUsage } from './use-usage';

const WIDTH = 180;
const HEIGHT = 32;

/** What all that runs in the workspace costs: agents, terminals, dev server. */
export function UsagePanel({ workspaceId }: { workspaceId: string }) {
  const usage = useUsage(workspaceId);
  const last = usage?.samples.at(-1);
  if (usage === undefined || last === undefined) return null;
  const over = (kind: 'CPU' | 'MEMORY') => usage.warnings.some((warning) => warning.kind === kind);
  return (
    <aside className={styles.panel} aria-label="What the workspace uses">
      <Chart
        name="CPU"
        value={`${count(Math.round(last.cpuPercent))} %`}
        values={usage.samples.map(({ cpuPercent }) => cpuPercent)}
        limit={usage.cpuLimit}
        tone={over('CPU') ? 'attention' : 'neutral'}
      />
      {last.memoryBytes !== null && (
        <Chart
          name="Memory"
          value={bytes(last.memoryBytes)}
          values={usage.samples.map(({ memoryBytes }) => memoryBytes ?? 0)}
          limit={usage.memoryLimit}
          tone={over('MEMORY') ? 'attention' : 'neutral'}
        />
      )}
      <dl className={styles.facts}>
        <dt>Ports</dt>
        <dd>{last.ports.length === 0 ? 'none' : last.ports.join(', ')}</dd>
        <dt>Runs</dt>
        <dd>{plural(last.processes, 'process', 'processes')}</dd>
      </dl>
      {usage.warnings.map((warning) => (
        <p key={warning.kind} className={styles.warning} role="status">
          {warning.message}
        </p>
      ))}
    </aside>
  );
}

interface ChartProps {
  readonly name: string;
  readonly value: string;
  readonly values: readonly number[];
  readonly limit: number;
  readonly tone: Tone;
}

function Chart({ name, value, values, limit, tone }: ChartProps) {
  const top = topOf(values, limit);
  const points = linePoints(values, WIDTH, HEIGHT, top);
  const start = points.split(',')[0] ?? '0';
  const ceiling = HEIGHT - (limit / top) * HEIGHT;
  return (
    <figure className={styles.chart} data-tone={tone}>
      <figcaption>
        <span>{name}</span>
        <b>{value}</b>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} over the last ten minutes, now ${value}`}
      >
        {limit <= top && <line className={styles.limit} x1="0" x2={WIDTH} y1={ceiling} y2={ceiling} />}
        <polygon className={styles.area} points={`${start},${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} />
        <polyline className={styles.line} points={points} />
      </svg>
    </figure>
  );
}
