import type { RunLogPart, RunOutput } from '@/lib/schemas';

/** A stretch of the log that ends with a line, except the last; offsets count bytes of the run's log. */
export interface LogPart {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface RunLog {
  readonly run: number;
  readonly parts: readonly LogPart[];
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** `missing`: what is held does not join what came, so the server has to be asked from `to` on. */
export interface LogStep {
  readonly log: RunLog;
  readonly missing: boolean;
}

const PART = 16 * 1024;
const MOST = 1024 * 1024;
const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).length;

function startAt(run: number, offset: number, size: number): RunLog {
  return { run, parts: [], from: offset, to: offset, size };
}

function joined(parts: readonly LogPart[], from: number, to: number, text: string): LogPart[] {
  const end = parts.at(-1);
  const full = end !== undefined && end.text.length >= PART && end.text.endsWith('\n');
  return full ? [...parts, { from, to, text }] : cutAtLine(parts, from, to, text);
}

function cutAtLine(parts: readonly LogPart[], from: number, to: number, text: string): LogPart[] {
  const last = parts.at(-1);
  const whole: LogPart = last ? { from: last.from, to, text: last.text + text } : { from, to, text };
  const before = last ? parts.slice(0, -1) : parts;
  const end = whole.text.lastIndexOf('\n') + 1;
  if (whole.text.length <= PART || end === 0) return [...before, whole];
  const rest = whole.text.slice(end);
  const middle = to - bytesOf(rest);
  const full = { from: whole.from, to: middle, text: whole.text.slice(0, end) };
  return rest === '' ? [...before, full] : [...before, full, { from: middle, to, text: rest }];
}

/** The oldest parts go when the page would hold too much; the server has them still. */
function bounded(parts: readonly LogPart[]): readonly LogPart[] {
  let held = parts.reduce((sum, part) => sum + part.text.length, 0);
  let first = 0;
  while (held > MOST && first < parts.length - 1) held -= parts[first++]?.text.length ?? 0;
  return parts.slice(first);
}

function append(log: RunLog, { from, to, output }: RunOutput, size: number): RunLog {
  const parts = output === '' ? log.parts : bounded(joined(log.parts, from, to, output));
  return { ...log, parts, from: parts[0]?.from ?? from, to, size: Math.max(size, to) };
}

/** Begins with a whole line, unless it is the first. */
function wholeLines({ from, output }: { from: number; output: string }) {
  const start = from === 0 ? 0 : output.indexOf('\n') + 1;
  return { from: from + bytesOf(output.slice(0, start)), output: output.slice(start) };
}

/** Takes over what was pushed. */
export function applyOutput(log: RunLog, chunk: RunOutput): LogStep {
  if (chunk.run < log.run || (chunk.run === log.run && chunk.to <= log.to)) return { log, missing: false };
  const current = chunk.run > log.run ? startAt(chunk.run, 0, 0) : log;
  if (chunk.from !== current.to) return { log: current, missing: true };
  return { log: append(current, chunk, chunk.to), missing: false };
}

/** Takes over what was asked for. */
export function applyAnswer(log: RunLog | undefined, answer: RunLogPart): LogStep {
  const goesOn = log !== undefined && log.run === answer.run && log.to === answer.from;
  if (log !== undefined && log.run === answer.run && answer.to <= log.to && !goesOn) {
    return { log: { ...log, size: Math.max(log.size, answer.size) }, missing: false };
  }
  const next = goesOn
    ? append(log, answer, answer.size)
    : append(
        startAt(answer.run, answer.from, answer.size),
        { ...answer, ...wholeLines(answer) },
        answer.size,
      );
  return { log: next, missing: next.to < answer.size && answer.to > answer.from };
}

/** Puts what was before in front. */
export function prepend(log: RunLog, answer: RunLogPart): RunLog {
  if (answer.run !== log.run || answer.to !== log.from || answer.output === '') return log;
  const { from, output } = wholeLines(answer);
  if (output === '') return { ...log, from: answer.from };
  return { ...log, from, parts: [{ from, to: answer.to, text: output }, ...log.parts] };
}
