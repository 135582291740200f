import { expect, test } from 'vitest';
import { countChanges, diffTexts, parsePatch } from './unified-diff';

const PATCH = `diff --git a/x.ts b/x.ts
index 1..2 100644
--- a/x.ts
+++ b/x.ts
@@ -10,3 +10,4 @@ function total() {
 const a = 1;
-const sum = add(a, b);
+const sum = add(a, b, c);
+log(sum);
 return sum;
@@ -40,1 +41,1 @@
-old text
+old test
\\ No newline at end of file
`;

test('reads hunks with their numbers, titles and what lies between', () => {
  const [first, second] = parsePatch(PATCH);
  expect(first).toMatchObject({ oldStart: 10, newStart: 10, skipped: 9, title: 'function total() {' });
  expect(first?.lines.map((line) => [line.kind, line.oldNumber, line.newNumber])).toEqual([
    ['same', 10, 10],
    ['del', 11, null],
    ['add', null, 11],
    ['add', null, 12],
    ['same', 12, 13],
  ]);
  expect(second).toMatchObject({ skipped: 27 });
  expect(second?.lines).toHaveLength(2);
});

test('marks the words that changed when lines pair up', () => {
  const [, second] = parsePatch(PATCH);
  expect(second?.lines.map((line) => line.mark && line.text.slice(...line.mark))).toEqual(['x', 's']);
});

test('compares two texts and counts', () => {
  const hunks = diffTexts('a\nb\nc\n', 'a\nB\nc\nd\n');
  expect(countChanges(hunks)).toEqual({ additions: 2, deletions: 1 });
  expect(countChanges(diffTexts('', 'one\ntwo\n'))).toEqual({ additions: 2, deletions: 0 });
  expect(diffTexts('x'.repeat(500_000), 'y')).toEqual([]);
});

test('a file without hunks has none', () => {
  expect(parsePatch('diff --git a/x.png b/x.png\nBinary files differ\n')).toEqual([]);
});
