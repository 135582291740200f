import type { Item, ToolItem } from './conversation-types';

export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  readonly tools: readonly ToolItem[];
}
export type Row = Item | GroupRow;

const QUIET: readonly string[] = ['read', 'search', 'fetch'];
const SMALLEST_GROUP = 3;

function isQuiet(item: Item): item is ToolItem {
  return item.kind === 'tool' && QUIET.includes(item.toolKind) && item.status === 'completed';
}

/** Looking around is one line, however many files were read. */
export function toRows(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  let run: ToolItem[] = [];
  const close = () => {
    const first = run[0];
    if (first !== undefined && run.length >= SMALLEST_GROUP) {
      rows.push({ kind: 'group', key: `group ${first.key}`, tools: run });
    } else {
      rows.push(...run);
    }
    run = [];
  };
  for (const item of items) {
    if (isQuiet(item)) {
      run.push(item);
    } else {
      close();
      rows.push(item);
    }
  }
  close();
  return rows;
}

/** Group rows are made anew each time; they are the same while their tools are. */
export function sameRow(one: Row, other: Row): boolean {
  if (one.kind !== 'group' || other.kind !== 'group') return one === other;
  return (
    one.tools.length === other.tools.length && one.tools.every((tool, index) => tool === other.tools[index])
  );
}

export function sequenceOf(row: Row): number {
  return row.kind === 'group' ? (row.tools[0]?.sequence ?? 0) : row.sequence;
}

/** How many rows are drawn while the newest are followed; more are drawn only above a reader who scrolls up. */
export const WINDOW = 150;

/** The first row to draw: of the last rows when following, else the one that was first before. */
export function windowStart(rows: readonly Row[], from: number | null): number {
  const newest = Math.max(0, rows.length - WINDOW);
  if (from === null) return newest;
  const held = rows.findIndex((row) => sequenceOf(row) >= from);
  return held < 0 ? newest : held;
}
