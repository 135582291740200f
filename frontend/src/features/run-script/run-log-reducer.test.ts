import { expect, test } from 'vitest';
import type { RunLogPart, RunOutput } from '@/lib/schemas';
import { applyAnswer, applyOutput, prepend, type RunLog } from './run-log-reducer';

const answer = (from: number, output: string, more: Partial<RunLogPart> = {}): RunLogPart => ({
  run: 1,
  channel: 'run',
  from,
  to: from + output.length,
  size: from + output.length,
  output,
  matches: [],
  ...more,
});
const output = (from: number, text: string, run = 1): RunOutput => ({
  run,
  channel: 'run',
  from,
  to: from + text.length,
  output: text,
});
const textOf = ({ parts }: RunLog) => parts.map((part) => part.text).join('');
const first = (text: string) => applyAnswer(undefined, answer(0, text)).log;

test('what is pushed is added where it joins, and once', () => {
  const { log } = applyOutput(first('one\n'), output(4, 'two\n'));
  expect(textOf(log)).toBe('one\ntwo\n');
  expect(applyOutput(log, output(4, 'two\n')).log).toBe(log);
});

test('a gap is told, and the answer fills it', () => {
  const held = first('one\n');
  const gap = applyOutput(held, output(8, 'three\n'));
  expect(gap).toEqual({ log: held, missing: true });
  const filled = applyAnswer(gap.log, answer(4, 'two\nthree\n'));
  expect(textOf(filled.log)).toBe('one\ntwo\nthree\n');
  expect(filled.missing).toBe(false);
});

test('an answer that is not the end asks for more', () => {
  expect(applyAnswer(undefined, answer(0, 'one\n', { size: 100 })).missing).toBe(true);
});

test('a log that begins in the middle begins with a whole line', () => {
  const { log } = applyAnswer(undefined, answer(100, 'half\nwhole\n'));
  expect(textOf(log)).toBe('whole\n');
  expect(log.from).toBe(105);
});

test('what is not kept any more is left out', () => {
  const { log } = applyAnswer(first('one\n'), answer(1_000, 'x\nlater\n'));
  expect(textOf(log)).toBe('later\n');
});

test('another run begins anew', () => {
  const { log, missing } = applyOutput(first('one\n'), output(0, 'again\n', 2));
  expect(textOf(log)).toBe('again\n');
  expect(log.run).toBe(2);
  expect(missing).toBe(false);
  expect(applyOutput(first('one\n'), output(50, 'again\n', 2)).missing).toBe(true);
});

test('long output is cut at ends of lines and bounded', () => {
  let log = first('');
  const lines = `${'é'.repeat(1_000)}\n`.repeat(30);
  let at = 0;
  const size = new TextEncoder().encode(lines).length;
  for (let i = 0; i < 60; i++) {
    log = applyOutput(log, { run: 1, channel: 'run', from: at, to: at + size, output: lines }).log;
    at += size;
  }
  expect(log.parts.every((part) => part.text.endsWith('\n'))).toBe(true);
  expect(textOf(log).length).toBeLessThanOrEqual(1024 * 1024 + 60_000);
  expect(log.to).toBe(at);
  expect(log.from).toBe(log.parts[0]?.from);
  const bytes = new TextEncoder().encode(textOf(log)).length;
  expect(log.to - log.from).toBe(bytes);
});

test('what was before is put in front with whole lines', () => {
  const { log } = applyAnswer(undefined, answer(100, 'half\nwhole\n'));
  const earlier = prepend(log, answer(90, 'ee\nfirst half\n', { to: 105 }));
  expect(textOf(earlier)).toBe('first half\nwhole\n');
  expect(earlier.from).toBe(93);
  expect(prepend(log, answer(0, 'elsewhere\n'))).toBe(log);
});
