import type { WorkspaceUsage } from '@/lib/schemas';

const KEPT = 120;

/** Adds what is newer than all that is held; the server keeps as many looks as we do. */
export function withLatest(held: WorkspaceUsage, latest: WorkspaceUsage): WorkspaceUsage {
  const end = held.samples.at(-1)?.at ?? '';
  const fresh = latest.samples.filter(({ at }) => at > end);
  return { ...latest, samples: [...held.samples, ...fresh].slice(-KEPT) };
}

/** The points of a line through the values, the latest at the right edge; `top` is the height's value. */
export function linePoints(values: readonly number[], width: number, height: number, top: number): string {
  const step = width / (KEPT - 1);
  const first = width - (values.length - 1) * step;
  return values
    .map((value, index) => {
      const x = first + index * step;
      const y = height - (Math.min(value, top) / Math.max(top, 1e-9)) * height;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** The limit is in the picture once half of it is used; before, the line would lie flat on the ground. */
export function topOf(values: readonly number[], limit: number): number {
  const highest = Math.max(0, ...values);
  return highest > limit / 2 ? Math.max(limit, highest) : Math.max(highest * 1.25, limit / 20);
}
