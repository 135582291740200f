import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { Entry } from '@/lib/schemas';
import { ShellProvider } from '@/lib/shell';
import { showPage } from '@/lib/test-page';
import { TodoColumn } from './todo-column';
import { useTodo } from './use-todo';

afterEach(() => vi.unstubAllGlobals());

const startFromIssue = vi.fn();
const nothing = () => {};
const shell = {
  projectId: 'p1',
  openSidebar: nothing,
  openPalette: nothing,
  openNewWorkspace: nothing,
  openShortcuts: nothing,
  startFromIssue,
};
const issue = (number: number, title: string, workspaceId: string | null = null) => ({
  number,
  title,
  url: `https://github.com/o/r/issues/${number}`,
  workspaceId,
});

function Column({ entries, owner }: { entries: readonly Entry[]; owner: string | null }) {
  const todo = useTodo({ id: 'p1', githubOwner: owner }, entries);
  return todo.shown ? <TodoColumn todo={todo} chosen /> : <p>{todo.problem}</p>;
}

function show(answer: unknown, entries: readonly Entry[] = [], owner: string | null = 'o') {
  return showPage(
    <ShellProvider value={shell}>
      <Column entries={entries} owner={owner} />
    </ShellProvider>,
    { 'GET /api/projects/p1/issues': answer },
  );
}

test('issues without a workspace can be started, with a press or a key', async () => {
  show({ issues: [issue(1, 'Minus sign'), issue(2, 'Started', 'w2')], problem: null });
  const card = await screen.findByRole('article', { name: /Minus sign/ });
  expect(screen.queryByText('Started')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Start Minus sign' }));
  fireEvent.keyDown(card, { key: 's' });
  fireEvent.keyDown(card, { key: 's', ctrlKey: true });
  expect(startFromIssue.mock.calls.map(([{ number }]) => number)).toEqual([1, 1]);
});

test('one whose workspace the snapshot knows is gone at once', async () => {
  const about = { number: 1, title: 'Minus sign', url: 'https://github.com/o/r/issues/1' };
  show({ issues: [issue(1, 'Minus sign')], problem: null }, [sampleEntry('w1', { issue: about })]);
  expect(await screen.findByText('No open issue is assigned to you.')).toBeTruthy();
});

test('without GitHub there is one quiet line', async () => {
  show({ issues: [], problem: { code: 'GITHUB_SIGNED_OUT', message: 'Signed out.' } });
  expect(await screen.findByText('Signed out.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('Todo')).toBeNull());
});

test('a server that does not know of issues leaves the board as it was', async () => {
  show({ status: 404, code: 'NOT_FOUND', detail: 'Not known.' });
  expect(await screen.findByText('Not known.')).toBeTruthy();
});

test('a project without issues opens without their column the next time', async () => {
  localStorage.setItem('factory-factory.board.todo.p1', 'no');
  show({ issues: [], problem: null });
  expect(screen.queryByText('Todo')).toBeNull();
  expect(await screen.findByText('Todo')).toBeTruthy();
});

test('the first visit of a project that is not on GitHub shows no column that goes again', async () => {
  localStorage.removeItem('factory-factory.board.todo.p1');
  show({ issues: [], problem: { code: 'INVALID_STATE', message: 'No.' } }, [], null);
  expect(screen.queryByText('Todo')).toBeNull();
  await waitFor(() => expect(localStorage.getItem('factory-factory.board.todo.p1')).toBe('no'));
  expect(screen.queryByText('Todo')).toBeNull();
});

test('issues are read again on demand', async () => {
  const { sent } = show({ issues: [], problem: null });
  const again = await screen.findByRole('button', { name: 'Read the issues again' });
  await waitFor(() => expect((again as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(again);
  await waitFor(() => expect(sent.length).toBe(2));
});
