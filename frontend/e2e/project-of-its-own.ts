import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type APIRequestContext, expect, type Page } from '@playwright/test';

export const LINK = process.env.SIGN_IN_LINK ?? '';
const ORIGIN = { Origin: new URL(LINK).origin };

export interface Project {
  readonly id: string;
  readonly slug: string;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** A project that no other test changes; its name is that of its folder. */
export async function addProject(request: APIRequestContext, name: string): Promise<Project> {
  const parent = mkdtempSync(path.join(tmpdir(), 'factory-factory-e2e-project-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const folder = path.join(parent, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.org'];
  execFileSync('git', ['-C', folder, ...author, 'commit', '-q', '--allow-empty', '-m', 'one']);
  return call(request, 'post', '/api/projects', { path: folder });
}

export async function call<Answer>(
  request: APIRequestContext,
  method: 'post' | 'patch',
  address: string,
  data: unknown = {},
): Promise<Answer> {
  const answer = await request[method](address, { headers: ORIGIN, data });
  expect(answer.ok(), `${method} ${address}: ${answer.status()}`).toBe(true);
  return answer.json();
}

/** By column, the cards on the board as they are named. */
export type Contents = Readonly<Record<string, readonly string[]>>;

export async function boardOf(page: Page): Promise<Contents> {
  const contents: Record<string, string[]> = {};
  for (const column of ['Working', 'Waiting', 'Done']) {
    const cards = page.getByRole('region', { name: column, exact: true }).getByRole('article');
    contents[column] = await cards.evaluateAll((found) =>
      found.map((card) => card.getAttribute('aria-label') ?? '').sort(),
    );
  }
  return contents;
}

interface Entry {
  readonly name: string;
  readonly kanbanColumn: string | null;
  readonly statusReason: { readonly label: string };
}

/** The same as the server has it. */
export async function truth(request: APIRequestContext, project: Project): Promise<Contents> {
  const { entries } = await (await request.get(`/api/projects/${project.id}/snapshot`)).json();
  const column = (name: string) =>
    (entries as Entry[])
      .filter(({ kanbanColumn }) => kanbanColumn === name)
      .map((entry) => `${entry.name}, ${entry.statusReason.label.toLowerCase()}`)
      .sort();
  return { Working: column('WORKING'), Waiting: column('WAITING'), Done: column('DONE') };
}
