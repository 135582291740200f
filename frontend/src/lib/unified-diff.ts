import { structuredPatch } from 'diff';

export type LineKind = 'add' | 'del' | 'same';

export interface DiffLine {
  readonly kind: LineKind;
  readonly oldNumber: number | null;
  readonly newNumber: number | null;
  readonly text: string;
  /** the part that differs from its counterpart, as [from, to) */
  readonly mark: readonly [number, number] | null;
}

export interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  /** lines left out before this hunk */
  readonly skipped: number;
  readonly title: string;
  readonly lines: readonly DiffLine[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

/** Reads the hunks of one file's unified diff; what precedes the first hunk is left out. */
export function parsePatch(patch: string): Hunk[] {
  const hunks: Hunk[] = [];
  let body: string[] = [];
  let start: RegExpExecArray | null = null;
  let oldEnd = 0;
  const close = () => {
    if (start === null) return;
    const [oldStart, newStart] = [Number(start[1]), Number(start[3])];
    const lines = toLines(body, oldStart, newStart);
    hunks.push({
      oldStart,
      newStart,
      skipped: Math.max(0, oldStart - oldEnd - 1),
      title: start[5] ?? '',
      lines,
    });
    oldEnd = oldStart + lines.filter((line) => line.kind !== 'add').length - 1;
  };
  for (const line of patch.split('\n')) {
    const head = HUNK.exec(line);
    if (head !== null) {
      close();
      start = head;
      body = [];
    } else if (start !== null) {
      body.push(line);
    }
  }
  close();
  return hunks;
}

const LONGEST = 400_000;

/** The hunks between two texts; texts too long to compare in a moment give none. */
export function diffTexts(oldText: string, newText: string): Hunk[] {
  if (oldText.length + newText.length > LONGEST) return [];
  const patch = structuredPatch('a', 'b', oldText, newText, '', '', { context: 3, timeout: 300 });
  let oldEnd = 0;
  return (patch?.hunks ?? []).map(({ oldStart, newStart, oldLines, lines }) => {
    const skipped = Math.max(0, oldStart - oldEnd - 1);
    oldEnd = oldStart + oldLines - 1;
    return { oldStart, newStart, skipped, title: '', lines: toLines(lines, oldStart, newStart) };
  });
}

export function countChanges(hunks: readonly Hunk[]): { additions: number; deletions: number } {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    additions: lines.filter((line) => line.kind === 'add').length,
    deletions: lines.filter((line) => line.kind === 'del').length,
  };
}

function toLines(body: readonly string[], oldStart: number, newStart: number): DiffLine[] {
  let [oldNumber, newNumber] = [oldStart, newStart];
  const lines: DiffLine[] = [];
  for (const line of body) {
    const text = line.slice(1);
    if (line.startsWith('+'))
      lines.push({ kind: 'add', oldNumber: null, newNumber: newNumber++, text, mark: null });
    else if (line.startsWith('-'))
      lines.push({ kind: 'del', oldNumber: oldNumber++, newNumber: null, text, mark: null });
    else if (line.startsWith(' ')) {
      lines.push({ kind: 'same', oldNumber: oldNumber++, newNumber: newNumber++, text, mark: null });
    }
  }
  return withMarks(lines);
}

/** Marks what changed within a line where equally many lines were taken out and put in. */
function withMarks(lines: readonly DiffLine[]): DiffLine[] {
  const marked = [...lines];
  for (let at = 0; at < lines.length; at++) {
    if (lines[at]?.kind !== 'del') continue;
    const dels = runFrom(lines, at, 'del');
    const adds = runFrom(lines, at + dels, 'add');
    if (dels === adds) for (let index = at; index < at + dels; index++) markPair(marked, index, index + dels);
    at += dels + adds - 1;
  }
  return marked;
}

function runFrom(lines: readonly DiffLine[], from: number, kind: LineKind): number {
  let length = 0;
  while (lines[from + length]?.kind === kind) length++;
  return length;
}

const ENOUGH_ALIKE = 0.3;

function markPair(lines: DiffLine[], delAt: number, addAt: number): void {
  const [del, add] = [lines[delAt], lines[addAt]];
  if (del === undefined || add === undefined) return;
  const shorter = Math.min(del.text.length, add.text.length);
  let head = 0;
  while (head < shorter && del.text[head] === add.text[head]) head++;
  let tail = 0;
  while (tail < shorter - head && del.text.at(-1 - tail) === add.text.at(-1 - tail)) tail++;
  const alike = del.text.slice(0, head).trim().length + tail;
  if (shorter === 0 || alike / Math.max(del.text.length, add.text.length) < ENOUGH_ALIKE) return;
  const markOf = (text: string): DiffLine['mark'] =>
    head < text.length - tail ? [head, text.length - tail] : null;
  lines[delAt] = { ...del, mark: markOf(del.text) };
  lines[addAt] = { ...add, mark: markOf(add.text) };
}
