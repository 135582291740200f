import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { addProject, call, LINK, type Project } from './project-of-its-own';

const CONTROL = process.env.SERVER_CONTROL ?? '';

/** A dev server that reloads its page over a socket whenever a file changes, as such servers do. */
const DEV_SERVER = `
const http = require('http');
const fs = require('fs');
const crypto = require('crypto');
const port = Number(process.argv[2]);
const sockets = new Set();
const page = () => '<title>Mill</title><h1>' + fs.readFileSync('word.txt', 'utf8') + '</h1><p id="state">connecting</p><script>' +
  'const socket = new WebSocket("ws://" + location.host + "/hmr", "vite-hmr");' +
  'socket.onopen = () => { state.textContent = "live"; };' +
  'socket.onmessage = () => location.reload();' +
  'socket.onclose = () => { state.textContent = "lost"; setTimeout(() => location.reload(), 500); };' +
  '</script>';
http.createServer((request, response) => {
  console.log('\\u001b[32mGET\\u001b[0m ' + request.url);
  response.setHeader('Content-Type', 'text/html');
  response.end(page());
}).on('upgrade', (request, socket) => {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n' +
    'Sec-WebSocket-Protocol: vite-hmr\\r\\nSec-WebSocket-Accept: ' +
    crypto.createHash('sha1').update(key).digest('base64') + '\\r\\n\\r\\n');
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => {});
}).listen(port, '127.0.0.1', () => console.log('ready on ' + port));
fs.watch('.', (_, name) => {
  if (name === 'word.txt') for (const socket of sockets) socket.write(Buffer.from([0x81, 1, 0x72]));
});
`;

interface Workspace {
  readonly id: string;
  readonly worktreePath: string;
}

test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
let page: Page;
let project: Project;
let workspace: Workspace;

const file = (name: string) => path.join(workspace.worktreePath, name);
const terminal = () => page.getByRole('region', { name: 'Terminal 1' });
/** What is on the terminal's screen, as a screen reader is told. */
const screen = () => terminal().locator('.xterm-accessibility-tree');
const preview = () => page.frameLocator('iframe[title="Preview"]');

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  page = await context.newPage();
  // In the mode for screen readers the page has as text what the canvas only paints.
  await page.addInitScript(() => localStorage.setItem('factory-factory.terminal.screen-reader', 'yes'));
  await page.goto(LINK);
  project = await addProject(context.request, `running-${Date.now()}`);
  workspace = await call(context.request, 'post', `/api/projects/${project.id}/workspaces`, {
    name: 'Grind',
  });
  const address = `/api/workspaces/${workspace.id}`;
  await expect
    .poll(async () => {
      workspace = await (await context.request.get(address)).json();
      return (workspace as Workspace & { status: string }).status;
    })
    .toBe('READY');
  await page.goto(`/projects/${project.slug}/workspaces/${workspace.id}`);
});

test.afterAll(() => context.close());

async function type(line: string) {
  await terminal().locator('textarea').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('a terminal takes what is typed, and no shortcut of the page does', async () => {
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(screen()).toContainText('bash');
  await type(String.raw`printf 'nine-%d \303\244\346\274\242\360\237\231\202\n' $((4+5))`);
  await expect(screen()).toContainText('nine-9 ä漢🙂');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('n?gb');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/workspaces\//);
  await page.keyboard.press('Control+u');
  await expectAccessible(page);
});

test('a program that takes the whole screen is drawn, and leaves it as it was', async () => {
  writeFileSync(file('verse.txt'), 'first line\nsecond line\n');
  await type('vi -u NONE -N verse.txt');
  await expect(screen()).toContainText('second line');
  await expect(screen()).not.toContainText('nine-9');
  await page.keyboard.type('Gothird line');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':wq');
  await page.keyboard.press('Enter');
  await expect(screen()).toContainText('nine-9');
  await type('cat verse.txt | tr a-z A-Z');
  await expect(screen()).toContainText('THIRD LINE');
});

test('another window learns of a terminal, its name and its screen', async () => {
  const other = await context.newPage();
  await other.goto(`/projects/${project.slug}/workspaces/${workspace.id}`);
  await other.getByRole('tab', { name: 'Terminal 1' }).click();
  const seen = other.getByRole('region', { name: 'Terminal 1' }).locator('.xterm-accessibility-tree');
  await expect(seen).toContainText('THIRD LINE');
  await page.getByRole('button', { name: 'New terminal' }).click();
  await other.getByRole('tab', { name: 'Terminal 2' }).focus();
  await other.keyboard.press('F2');
  await other.keyboard.type('Tests');
  await other.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Tests' })).toBeVisible();
  await page.getByRole('tab', { name: 'Tests' }).focus();
  await page.keyboard.press('Delete');
  await expect(other.getByRole('tab', { name: 'Tests' })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await other.close();
});

test('without a run script, or with a broken one, the panel says what to do', async () => {
  await page.locator('header').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText('There is no run script')).toBeVisible();
  writeFileSync(file('factory-factory.json'), '{ "scripts": ');
  await page.locator('header').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'factory-factory.json' })).toBeVisible();
});

test('the dev server is started and its page previewed', async () => {
  writeFileSync(file('server.js'), DEV_SERVER);
  writeFileSync(file('word.txt'), 'flour');
  writeFileSync(file('factory-factory.json'), '{ "scripts": { "run": "node server.js {port}" } }');
  await page.locator('header').getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('log', { name: 'Log of the dev server' })).toContainText('ready on');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(preview().getByRole('heading', { name: 'flour' })).toBeVisible();
  await expect(preview().getByText('live')).toBeVisible();
  await expect(page.getByRole('log', { name: 'Log of the dev server' })).toContainText('GET /');
  await expect(page.getByRole('complementary', { name: 'What the workspace uses' })).toContainText('Memory');
  await expectAccessible(page);
});

test('the page in the preview reloads itself when a file changes', async () => {
  writeFileSync(file('word.txt'), 'bread');
  await expect(preview().getByRole('heading', { name: 'bread' })).toBeVisible();
  await expect(preview().getByText('live')).toBeVisible();
});

test('the log is searched where it lies', async () => {
  await page.getByLabel('Search in the log').fill('READY ON');
  await expect(page.getByRole('region', { name: 'Lines found' })).toContainText('ready on');
  await page.getByRole('button', { name: 'Back to the log' }).click();
  await expect(page.getByRole('log', { name: 'Log of the dev server' })).toBeVisible();
});

test('the server is killed under all of it, and everything goes on', async () => {
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await type('echo shell-$$; (sleep 3; echo said-while-$((1+1))-away) &');
  await expect(screen()).toContainText(/shell-\d+/);
  const shell = /shell-(\d+)/.exec((await screen().textContent()) ?? '')?.[1];

  await fetch(`${CONTROL}/kill`);
  await expect(page.getByText('Reconnecting. The shell goes on')).toBeVisible();
  await page.keyboard.type('echo typed-while-away');
  await fetch(`${CONTROL}/start`);

  await expect(page.getByText('Reconnecting. The shell goes on')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(screen()).toContainText('said-while-2-away');
  await expect(screen()).toContainText(/^.*typed-while-away.*$/m);
  await type('echo same-$$');
  await expect(screen()).toContainText(`same-${shell}`);
  const shown = (await screen().textContent()) ?? '';
  expect(shown.split('said-while-2-away')).toHaveLength(2);

  writeFileSync(file('word.txt'), 'cake');
  await expect(preview().getByRole('heading', { name: 'cake' })).toBeVisible();
  await expect(preview().getByText('live')).toBeVisible();
  await page.getByRole('tab', { name: /^Dev server|Dev server/ }).click();
  await expect(page.getByRole('log', { name: 'Log of the dev server' })).toContainText('ready on');
});

test('on a phone the terminal is a part of its own, with the keys that a phone lacks', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.getByRole('tab', { name: 'Terminal', exact: true }).click();
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await expect(screen()).toContainText('same-');
  await type('sleep 1000');
  await page.getByRole('toolbar', { name: 'Keys' }).getByRole('button', { name: 'Control C' }).click();
  await type('echo after-$((1+1))');
  await expect(screen()).toContainText('after-2');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('the dev server is stopped', async () => {
  await page.locator('header').getByRole('button', { name: /^Stop/ }).click();
  await expect(page.locator('header').getByRole('button', { name: 'Run' })).toBeVisible();
  await expect(page.getByText('Nothing is served')).toBeVisible();
});
