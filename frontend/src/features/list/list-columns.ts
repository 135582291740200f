import { leadingSession } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';

export type ColumnName =
  | 'status'
  | 'name'
  | 'branch'
  | 'pullRequest'
  | 'changes'
  | 'plan'
  | 'agent'
  | 'active';

export interface ListColumn {
  readonly name: ColumnName;
  readonly title: string;
  readonly width: number | undefined;
  readonly right?: boolean;
  readonly fixed?: boolean;
  readonly phone?: boolean;
}

export const LIST_COLUMNS: readonly ListColumn[] = [
  { name: 'status', title: 'Status', width: 190, fixed: true, phone: true },
  { name: 'name', title: 'Name', width: undefined, fixed: true, phone: true },
  { name: 'branch', title: 'Branch', width: 230 },
  { name: 'pullRequest', title: 'PR', width: 148 },
  { name: 'plan', title: 'Plan', width: 72, right: true },
  { name: 'changes', title: 'Changes', width: 112, right: true },
  { name: 'agent', title: 'Agent', width: 120 },
  { name: 'active', title: 'Active', width: 80, right: true, phone: true },
];

export interface Sort {
  readonly by: ColumnName;
  readonly descending: boolean;
}

export interface Filter {
  readonly text: string;
  readonly reasons: readonly string[];
  readonly agents: readonly string[];
}

export const NO_FILTER: Filter = { text: '', reasons: [], agents: [] };

const COLUMN_RANK = { WAITING: 0, WORKING: 1, DONE: 2 } as const;
const TONE_RANK = { attention: 0, danger: 1, success: 2, waiting: 3, working: 4, neutral: 5 } as const;

export function agentOf(entry: Entry): string {
  return leadingSession(entry)?.agentTitle ?? '';
}

export function activeAt(entry: Entry): string {
  return entry.lastActivityAt ?? entry.createdAt;
}

function statusRank(entry: Entry): number {
  const column = entry.kanbanColumn === null ? COLUMN_RANK.DONE : COLUMN_RANK[entry.kanbanColumn];
  return column * 10 + TONE_RANK[entry.statusReason.tone];
}

function changes(entry: Entry): number {
  return entry.git === null ? 0 : entry.git.additions + entry.git.deletions;
}

function planShare(entry: Entry): number {
  const plan = leadingSession(entry)?.plan;
  return plan == null || plan.total === 0 ? -1 : plan.done / plan.total;
}

const COMPARE: Readonly<Record<ColumnName, (one: Entry, other: Entry) => number>> = {
  status: (one, other) => statusRank(one) - statusRank(other),
  name: (one, other) => one.name.localeCompare(other.name),
  branch: (one, other) => (one.branch ?? '').localeCompare(other.branch ?? ''),
  pullRequest: (one, other) => (other.pullRequest?.number ?? 0) - (one.pullRequest?.number ?? 0),
  changes: (one, other) => changes(other) - changes(one),
  plan: (one, other) => planShare(other) - planShare(one),
  agent: (one, other) => agentOf(one).localeCompare(agentOf(other)),
  active: (one, other) => activeAt(other).localeCompare(activeAt(one)),
};

/** Equal rows stay newest first, whichever way the column is sorted. */
export function sortEntries(entries: readonly Entry[], sort: Sort): Entry[] {
  const direction = sort.descending ? -1 : 1;
  return entries.toSorted(
    (one, other) => direction * COMPARE[sort.by](one, other) || COMPARE.active(one, other),
  );
}

export function filterEntries(entries: readonly Entry[], { text, reasons, agents }: Filter): Entry[] {
  const words = text.toLowerCase().split(/\s+/);
  return entries.filter((entry) => {
    const searched = `${entry.name} ${entry.branch ?? ''} ${entry.statusReason.label}`.toLowerCase();
    return (
      words.every((word) => searched.includes(word)) &&
      (reasons.length === 0 || reasons.includes(entry.statusReason.label)) &&
      (agents.length === 0 || agents.includes(agentOf(entry)))
    );
  });
}
