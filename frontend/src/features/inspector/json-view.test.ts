import { expect, test } from 'vitest';
import { jsonPieces } from './json-view';

test('keys, texts and values are told apart and nothing is lost', () => {
  const json = JSON.stringify({ code: 'A: "b"', n: -1.5, none: null, list: [true] }, null, 2);
  const pieces = jsonPieces(json);
  expect(pieces.map(({ text }) => text).join('')).toBe(json);
  expect(pieces.filter(({ kind }) => kind === 'key').map(({ text }) => text)).toEqual([
    '"code"',
    '"n"',
    '"none"',
    '"list"',
  ]);
  expect(pieces.filter(({ kind }) => kind === 'text').map(({ text }) => text)).toEqual(['"A: \\"b\\""']);
});
