// Fails when an import points against app -> features -> components|lib|generated.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAY_IMPORT = {
  app: ['app', 'features', 'components', 'lib', 'generated', 'styles', 'assets'],
  features: ['components', 'lib', 'generated', 'assets'],
  components: ['components', 'lib', 'generated', 'assets'],
  lib: ['lib', 'generated'],
  generated: [],
};
const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const layerOf = (file) => file.split('/')[0] ?? '';
const featureOf = (file) => (layerOf(file) === 'features' ? (file.split('/')[1] ?? '') : null);

export function importsOf(text) {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** @returns {string | null} what is wrong with `file` (relative to src) importing `specifier` */
export function violation(file, specifier) {
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : null;
  const from = layerOf(file);
  if (target === null || !(from in MAY_IMPORT)) return null;
  const to = layerOf(target);
  const sameFeature = featureOf(file) !== null && featureOf(file) === featureOf(target);
  if (sameFeature || MAY_IMPORT[from].includes(to)) return null;
  return to === 'features' && from === 'features'
    ? `${file}: imports sideways from another feature: ${specifier}`
    : `${file}: ${from} must not import ${to}: ${specifier}`;
}

export function check(sourceFolder) {
  const files = fs.readdirSync(sourceFolder, { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  return files
    .filter((file) => /\.(ts|tsx|css)$/.test(file))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(sourceFolder, file), 'utf8');
      return importsOf(text).map((specifier) => violation(file, specifier));
    })
    .filter((problem) => problem !== null);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = check(fileURLToPath(new URL('../src', import.meta.url)));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
