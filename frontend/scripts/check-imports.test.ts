import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check, importsOf, violation } from './check-imports.mjs';

test('a feature may not import another feature, the app, or be imported by lower layers', () => {
  expect(violation('features/a/x.tsx', '../b/y')).toMatch(/sideways/);
  expect(violation('features/a/x.tsx', '@/features/b/y')).toMatch(/sideways/);
  expect(violation('features/a/x.tsx', '@/app/router')).toMatch(/must not import app/);
  expect(violation('components/x.tsx', '@/features/a/y')).toMatch(/must not import features/);
  expect(violation('lib/x.ts', '@/components/y')).toMatch(/must not import components/);
});

test('the allowed direction passes', () => {
  expect(violation('app/router.tsx', '@/features/a/y')).toBeNull();
  expect(violation('features/a/x.tsx', './y')).toBeNull();
  expect(violation('features/a/x.tsx', '@/lib/y')).toBeNull();
  expect(violation('components/x.tsx', 'react')).toBeNull();
});

test('finds static, side-effect, type, re-exporting and dynamic imports', () => {
  const text = `import a from './a';\nimport './b.css';\nimport type { C } from '@/c';\nexport { d } from './d';\nvoid import('./e');\nimport {\n  f,\n} from './f';`;
  expect(importsOf(text)).toEqual(['./a', './b.css', '@/c', './d', './e', './f']);
});

test('a planted violation is reported', () => {
  const source = fs.mkdtempSync(path.join(os.tmpdir(), 'imports-'));
  fs.mkdirSync(path.join(source, 'lib'));
  fs.writeFileSync(path.join(source, 'lib/planted.ts'), `import { Board } from '@/features/board/board';\n`);
  expect(check(source)).toEqual(['lib/planted.ts: lib must not import features: @/features/board/board']);
  fs.rmSync(source, { recursive: true });
});
