import type { Tone } from '@/components/status-icon';
import { seconds, shortPath, splitPath } from '@/lib/format';
import { countChanges, diffTexts } from '@/lib/unified-diff';
import type { DiffContent, ToolItem } from './conversation-types';

export interface ToolSummary {
  readonly verb: string;
  readonly what: string;
  readonly result: string;
  readonly tone: Tone | undefined;
  readonly changes: { readonly additions: number; readonly deletions: number } | null;
}

const VERBS: Readonly<Record<string, string>> = {
  read: 'Read',
  edit: 'Edit',
  delete: 'Delete',
  move: 'Move',
  search: 'Search',
  execute: 'Run',
  think: 'Think',
  fetch: 'Fetch',
  switch_mode: 'Mode',
};

const WORTH_TELLING = 1_000;

function inputText(tool: ToolItem, ...names: string[]): string {
  if (typeof tool.rawInput !== 'object' || tool.rawInput === null) return '';
  const input = tool.rawInput as Record<string, unknown>;
  const value = names.map((name) => input[name]).find((each) => each !== undefined);
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
}

function withoutTicks(title: string): string {
  return title.replace(/^`+|`+$/g, '');
}

export function relativeTo(root: string | null, path: string): string {
  return root !== null && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

function objectOf(tool: ToolItem, root: string | null): string {
  const diff = tool.content.find((content) => content.type === 'diff');
  const path = diff?.path ?? tool.paths[0];
  switch (tool.toolKind) {
    case 'execute':
      return inputText(tool, 'command', 'cmd') || withoutTicks(tool.title);
    case 'search':
      return inputText(tool, 'pattern', 'query') || tool.title;
    case 'read':
    case 'edit':
    case 'delete':
    case 'move':
      return path === undefined || path === '' ? tool.title : shortPath(relativeTo(root, path));
    default:
      return tool.title;
  }
}

export function diffsOf(tool: ToolItem): readonly DiffContent[] {
  return tool.content.filter((content) => content.type === 'diff');
}

export function exitCodeOf(tool: ToolItem): number | null {
  return tool.content.findLast((content) => content.type === 'terminal')?.exitCode ?? null;
}

export function isRunning(tool: ToolItem): boolean {
  return tool.status === 'in_progress' || tool.status === 'pending';
}

function verbOf(tool: ToolItem, what: string): string {
  const created = tool.toolKind === 'edit' && diffsOf(tool).some((diff) => diff.oldText === '');
  if (created) return 'Create';
  return VERBS[tool.toolKind] ?? (what === tool.title ? '' : tool.title);
}

function resultOf(tool: ToolItem): Pick<ToolSummary, 'result' | 'tone'> {
  const passed = Date.parse(tool.endAt) - Date.parse(tool.at);
  const time = passed >= WORTH_TELLING ? seconds(passed) : '';
  const exit = exitCodeOf(tool);
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ');
  if (isRunning(tool)) return { result: '', tone: 'working' };
  if (tool.status === 'cancelled') return { result: 'stopped', tone: undefined };
  if (exit !== null && exit !== 0) return { result: join(`exit ${exit}`, time), tone: 'danger' };
  if (tool.status === 'failed') return { result: join('failed', time), tone: 'danger' };
  return { result: time, tone: undefined };
}

/** What a tool call's line says: verb, object, result. Paths below `root` are shown without it. */
export function summarise(tool: ToolItem, root: string | null): ToolSummary {
  const what = objectOf(tool, root);
  const diffs = diffsOf(tool).map((diff) => countChanges(diffTexts(diff.oldText, diff.newText)));
  const changes =
    diffs.length === 0
      ? null
      : diffs.reduce((sum, each) => ({
          additions: sum.additions + each.additions,
          deletions: sum.deletions + each.deletions,
        }));
  return { verb: verbOf(tool, what), what, changes, ...resultOf(tool) };
}

/** "BalanceReader, PostingRepository and 4 more" */
export function summariseGroup(tools: readonly ToolItem[]): string {
  const names = [
    ...new Set(
      tools.map((tool) => (tool.paths[0] === undefined ? tool.title : splitPath(tool.paths[0]).file)),
    ),
  ];
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} and ${names.length - 2} more` : shown;
}
