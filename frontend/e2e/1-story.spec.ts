import { type BrowserContext, expect, type Page, type Request, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { isAsked } from './wire';

const LINK = process.env.SIGN_IN_LINK ?? '';
const TASK = 'Say in the notes what this project is for';
const OTHER = 'Look around';

test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  page = await context.newPage();
});

test.afterAll(() => context.close());

const card = (name: string | RegExp) => page.getByRole('article', { name });

test('a stranger is asked to sign in', async () => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in to Factory Factory' })).toBeVisible();
  await page.getByLabel('Token').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This is not the server’s token.')).toBeVisible();
});

test('the printed link leads to the board, where every state can be seen', async () => {
  await page.goto(LINK);
  await expect(page).toHaveURL(/\/projects\/paper-mill\/board$/);
  await expect(card(/needs permission/)).toBeVisible();
  await expect(card(/needs plan approval/)).toBeVisible();
  await expect(card(/session error/)).toBeVisible();
  await expect(card(/agent working/)).toBeVisible();
  await expect(card(/setup script failed/)).toBeVisible();
  await expect(card(/merged/)).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d+\) /);
  await expectAccessible(page);
});

test('a workspace that somebody else makes appears, works and asks, without the page asking', async () => {
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  const note = (request: Request) => isAsked(request) && asked.push(request.url());
  page.on('request', note);
  const [project] = await (await page.request.get('/api/projects')).json();
  const made = await page.request.post(`/api/projects/${project.id}/workspaces`, {
    headers: { Origin: new URL(page.url()).origin },
    data: { name: OTHER, prompt: 'Look around', agent: 'demo' },
  });
  expect(made.status()).toBe(202);
  await expect(card(`${OTHER}, needs permission`)).toBeVisible();
  expect(asked).toEqual([]);
  page.off('request', note);
});

test('only the card that has the focus takes a key as its answer', async () => {
  const waiting = card(`${OTHER}, needs permission`);
  await page.getByRole('heading', { name: 'Board' }).click();
  await page.keyboard.press('1');
  await expect(waiting).toBeVisible();
  await waiting.focus();
  await page.keyboard.press('1');
  await expect(waiting).toBeHidden();
  await expect(card(`${OTHER}, ready for review`)).toBeVisible();
});

test('a new workspace is made from its prompt', async () => {
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: /^New workspace/ });
  await dialog.getByLabel('Prompt').fill(TASK);
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/workspaces\//);
});

test('the conversation shows the work and takes the answer', async () => {
  const request = page.getByRole('region', { name: 'Request of the agent' });
  await expect(request).toContainText('git status --short');
  await expectAccessible(page);
  await page.keyboard.press('1');
  await expect(request).toBeHidden();
  await expect(page.getByRole('log')).toContainText('git status --short');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
});

test('the changes show what the agent wrote', async () => {
  await page.getByRole('tab', { name: /^Changes/ }).click();
  const panel = page.getByRole('region', { name: 'Changes' });
  await expect(panel).toContainText(/notes\//);
  await expect(panel).toContainText('+');
});

test('a message is sent, streamed back and a draft survives a reload', async () => {
  const composer = page.getByRole('textbox', { name: 'Message' });
  await composer.fill('@say **All** is well.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log').getByText('All is well.')).toBeVisible();
  await composer.fill('half a thought');
  await page.reload();
  await expect(composer).toHaveValue('half a thought');
});

test('a workspace is archived and restored with all that was in it', async () => {
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('tab', { name: /^Changes/ }).click();
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(/notes\//);
});

test('the list shows the same workspaces', async () => {
  await page.goto('/projects/paper-mill/list');
  await expect(page.getByRole('link', { name: TASK }).first()).toBeVisible();
  await expectAccessible(page);
});

test('a wrong path is explained and kept', async () => {
  await page.goto('/add-project');
  const field = page.getByLabel('Folder or git address');
  await field.fill('/no/such/folder');
  await page.getByRole('button', { name: 'Add project' }).click();
  await expect(page.getByText('/no/such/folder').first()).toBeVisible();
  await expect(field).toHaveValue('/no/such/folder');
});

test('on a phone the board shows one column at a time', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/projects/paper-mill/board');
  await expect(card(/needs plan approval/)).toBeVisible();
  await expect(card(/merged/)).toBeHidden();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
