// Starts the packaged server in a home of its own, runs the browser tests against it, and stops it. Run by Maven.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.resolve(here, '..', '..');
// Further arguments choose among the tests.
const [java, ...filters] = process.argv.slice(2);

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of BROWSERS) {
    const folder = folders.find((candidate) => existsSync(path.join(candidate, name)));
    if (folder) return path.join(folder, name);
  }
  return existsSync(MAC_CHROME) ? MAC_CHROME : undefined;
}

function requireBrowser() {
  const found = findBrowser();
  if (found) return found;
  const fetched = spawnSync('npx', ['playwright', 'install', 'chromium'], {
    cwd: path.dirname(here),
    stdio: 'inherit',
  });
  if (fetched.status === 0) return '';
  console.error('The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to it.');
  process.exit(1);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function findJar() {
  const target = path.join(project, 'target');
  const jar = readdirSync(target).find((name) => /^factory-factory-.*\.jar$/.test(name));
  if (!jar) throw new Error(`There is no jar in ${target}`);
  return path.join(target, jar);
}

/** Starts the server; answers once it has printed its sign-in link. */
function start() {
  server = spawn(
    java,
    [
      '-jar',
      findJar(),
      `--server.port=${port}`,
      '--spring.profiles.active=demo',
      '--factory-factory.demo.github=false',
      '--factory-factory.web.open-browser=never',
      // A clean stop, unlike a kill, leaves nothing of the tests running.
      '--factory-factory.session.on-shutdown=stop',
      '--factory-factory.run-script.on-shutdown=stop',
      '--factory-factory.terminal.on-shutdown=stop',
      '--factory-factory.terminal.shell=src/test/resources/plain-shell',
      ...(process.env.GITHUB_API_URL
        ? [
            `--factory-factory.github.hosts.[github.com].api-url=${process.env.GITHUB_API_URL}`,
            `--factory-factory.github.hosts.[github.com].token=${process.env.GITHUB_API_TOKEN}`,
          ]
        : []),
    ],
    {
      cwd: project,
      env: { ...process.env, FACTORY_FACTORY_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /http:\/\/\S+\/sign-in\?code=\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
}

function end(signal) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  return ended;
}

/** Lets a test kill the server, as a crash does, and start it again on the same port and home. */
async function listenToTests() {
  const steps = { '/kill': () => end('SIGKILL'), '/start': start };
  const control = createHttpServer(async (request, response) => {
    const step = steps[request.url];
    try {
      await step?.();
      response.writeHead(step ? 204 : 404).end();
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));
  control.unref();
  return `http://127.0.0.1:${control.address().port}`;
}

const browser = requireBrowser();
const home = mkdtempSync(path.join(tmpdir(), 'factory-factory-e2e-'));
const port = await freePort();
let server;
let status = 1;
try {
  const env = {
    ...process.env,
    SIGN_IN_LINK: await start(),
    SERVER_CONTROL: await listenToTests(),
    BROWSER_PATH: browser,
    TZ: 'UTC',
  };
  status = await new Promise((resolve) => {
    spawn('npx', ['playwright', 'test', '--config', 'e2e/playwright.config.ts', ...filters], {
      cwd: path.dirname(here),
      env,
      stdio: 'inherit',
    }).once('exit', resolve);
  });
} finally {
  await end('SIGTERM');
  rmSync(home, { recursive: true, force: true });
}
process.exit(status ?? 1);
