import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible';
import { call, LINK, type Project, type Workspace } from './project-of-its-own';

const CLONE = process.env.GITHUB_CLONE ?? '';
const SOON = { timeout: 60_000 };

test.describe.configure({ mode: 'serial' });
test.skip(CLONE === '', 'There is no GitHub of this machine');

let context: BrowserContext;
let page: Page;
let project: Project;
let workspace: Workspace & { readonly worktreePath: string; readonly status: string };

const panel = () => page.getByRole('region', { name: 'Pull request' });

function git(...words: string[]) {
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.org'];
  execFileSync('git', ['-C', workspace.worktreePath, ...author, ...words]);
}

async function becomeReady() {
  await expect
    .poll(async () => {
      workspace = await (await context.request.get(`/api/workspaces/${workspace.id}`)).json();
      return workspace.status;
    })
    .toBe('READY');
}

function propose(what: string) {
  writeFileSync(path.join(workspace.worktreePath, 'broken.txt'), `${what}\n`);
  git('add', '-A');
  git('commit', '-q', '-m', 'Grind');
}

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(LINK);
  project = await call(context.request, 'post', '/api/projects', { path: CLONE });
  workspace = await call(context.request, 'post', `/api/projects/${project.id}/workspaces`, {
    name: 'Grind',
  });
  await becomeReady();
  propose('gravel');
  await page.goto(`/projects/${project.slug}/workspaces/${workspace.id}`);
});

test.afterAll(() => context.close());

test('a pull request is pushed and created from its workspace', async () => {
  await page.getByRole('tab', { name: /^Pull request/ }).click();
  await panel().getByRole('button', { name: 'Create pull request' }).click();
  await panel().getByLabel('Title').fill('Grind the flour');
  await panel().getByRole('button', { name: 'Push and create' }).click();
  await expect(panel().getByRole('heading', { name: 'Grind the flour' })).toBeVisible(SOON);
});

test('what failed shows the lines that say why, and what a reviewer wants', async () => {
  await expect(panel().getByText('MillTest.grinds expected flour but was gravel')).toBeVisible(SOON);
  const thread = panel().getByRole('article', { name: /Thread on broken.txt/ });
  await expect(thread.getByText('not', { exact: true })).toBeVisible(SOON);
  await expect(panel().getByText('Nice mill!')).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  await expectAccessible(page);
  await thread.getByRole('button', { name: 'Reply' }).click();
  await thread.getByRole('textbox', { name: 'Reply' }).fill('It goes.');
  await thread.getByRole('button', { name: /^Reply/ }).click();
  await expect(thread.getByText('It goes.')).toBeVisible();
  await thread.getByRole('button', { name: 'Resolve' }).click();
  await expect(panel().getByText('0 open, 1 resolved')).toBeVisible();
});

test('a push mends it, and the page follows by itself', async () => {
  git('rm', '-q', 'broken.txt');
  writeFileSync(path.join(workspace.worktreePath, 'mill.txt'), 'flour\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'Take the gravel out');
  git('push', '-q', 'origin', 'HEAD');
  await expect(panel().getByText('MillTest.grinds expected flour but was gravel')).toHaveCount(0, SOON);
  await expect(panel().getByText('The check passed')).toBeVisible(SOON);
});

test('it is merged, and its card is done', async () => {
  await panel().getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByRole('menuitem', { name: /Squash and merge/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Squash and merge' }).click();
  await expect(panel().getByText('Merged').first()).toBeVisible(SOON);
  await page.goto(`/projects/${project.slug}/board`);
  const done = page.getByRole('region', { name: /^Done/ });
  await expect(done.getByRole('article', { name: /Grind/ })).toBeVisible(SOON);
});

test('auto-fix mends what is red, and says what it did', async () => {
  const wanted = { name: 'Grind again', agent: 'demo' };
  workspace = await call(context.request, 'post', `/api/projects/${project.id}/workspaces`, wanted);
  await becomeReady();
  propose('gravel');
  await call(context.request, 'post', `/api/workspaces/${workspace.id}/pull-request`, {
    title: 'Grind again',
  });
  await page.goto(`/projects/${project.slug}/workspaces/${workspace.id}`);
  await page.getByRole('switch', { name: 'Auto-fix' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByText('Fixed: failed checks')).toBeVisible(SOON);
  await expect(timeline.getByText('Sent an agent for failed checks')).toBeVisible();
  await expect(timeline.getByText(/I took it out/)).toBeVisible();
  await expect(page.getByText('Green and ready to merge.').first()).toBeVisible(SOON);
  await expectAccessible(page);
});

test('auto-fix has its limits, and all of it can rest', async () => {
  await page.goto('/settings');
  const limit = page.getByLabel('Attempts per pull request');
  await limit.fill('3');
  await limit.blur();
  await page.getByRole('switch', { name: 'On in new workspaces' }).click();
  await page.getByRole('switch', { name: /Pause/ }).click();
  await page.reload();
  await expect(page.getByLabel('Attempts per pull request')).toHaveValue('3');
  await expect(page.getByRole('switch', { name: 'On in new workspaces' })).toBeChecked();
  await page.goto(`/projects/${project.slug}/board`);
  await page.getByText('All auto-fix is paused.').waitFor();
  await page.getByRole('button', { name: 'Resume', exact: true }).first().click();
  await expect(page.getByText('All auto-fix is paused.')).toHaveCount(0);
});

test('an issue assigned to me becomes a workspace', async () => {
  const todo = page.getByRole('region', { name: /^Todo/ });
  const issue = todo.getByRole('article', { name: /Sharpen the millstone/ });
  await expect(issue).toBeVisible(SOON);
  await expectAccessible(page);
  await issue.focus();
  await page.keyboard.press('s');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Create/ })
    .click();
  await expect(page).toHaveURL(/\/workspaces\//);
  await expect(page.locator('header').getByText('Sharpen the millstone')).toBeVisible();
  await page.goto(`/projects/${project.slug}/board`);
  await expect(page.getByRole('article', { name: /Sharpen the millstone/ })).toHaveCount(1, SOON);
  await expect(issue).toHaveCount(0);
});
