import { expect, test } from 'vitest';
import { parseAnsi } from './ansi';

const plain = (output: string) =>
  parseAnsi(output)
    .map((part) => part.text)
    .join('');

test('colours are kept, other sequences are left out', () => {
  const parts = parseAnsi('\u001b[31mFAIL\u001b[0m one\u001b[2K\u001b[1;32mok\u001b[39m');
  expect(parts.map(({ text, colour }) => [text, colour])).toEqual([
    ['FAIL', 'red'],
    [' one', null],
    ['ok', 'green'],
  ]);
});

test('a carriage return overwrites its line', () => {
  expect(plain('10%\r50%\r100%\ndone\r\n')).toBe('100%\ndone\n');
});

test('text without sequences is one part', () => expect(parseAnsi('plain')).toHaveLength(1));
