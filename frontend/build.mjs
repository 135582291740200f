// Builds the UI into dist/, only when something it is made of has changed. Run by Maven.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const npm = (...args) => execFileSync('npm', args, { cwd: here, stdio: 'inherit' });

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Node.js 20 or newer is needed to build the UI; this is ${process.version}.`);
  process.exit(1);
}

const SOURCES = [
  'src',
  'public',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'build.mjs',
];

function* filesOf(entry) {
  if (!existsSync(entry)) return;
  if (statSync(entry).isFile()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) yield* filesOf(path.join(entry, name));
}

function digest(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesOf(path.join(here, entry))) {
      hash.update(path.relative(here, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const isCurrent = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value;

const installStamp = path.join(here, 'node_modules', '.installed');
const lock = digest(['package-lock.json']);
if (!isCurrent(installStamp, lock)) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(installStamp, lock);
}

const buildStamp = path.join(here, 'dist', '.built');
const sources = digest(SOURCES);
if (isCurrent(buildStamp, sources)) {
  process.stdout.write('The UI is up to date.\n');
} else {
  npm('run', 'build');
  writeFileSync(buildStamp, sources);
}
