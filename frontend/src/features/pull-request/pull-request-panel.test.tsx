import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import { sampleCheck, sampleDetails, sampleThread } from '@/lib/sample-pull-request';
import type { Entry } from '@/lib/schemas';
import { type Answers, showPage } from '@/lib/test-page';
import { PullRequestPanel } from './pull-request-panel';

afterEach(() => vi.unstubAllGlobals());

const PATH = '/api/workspaces/w1/pull-request';
const agent = { sessionId: 's1', title: 'Codex' };
const linked = sampleEntry('w1', { pullRequest: samplePullRequest() });
const panel = (entry: Entry) => <PullRequestPanel entry={entry} agent={agent} projectId="p1" />;
const show = (answers: Answers, entry = linked) =>
  showPage(panel(entry), { 'GET /api/projects/p1/branches': [], ...answers });
const withDetails = (overrides: Parameters<typeof sampleDetails>[0], more: Answers = {}) => ({
  [`GET ${PATH}/details`]: sampleDetails(overrides),
  ...more,
});

test('without one it is created from what the workspace knows', async () => {
  const entry = sampleEntry('w1', {
    name: 'Fix the drift',
    workspace: { baseBranch: 'origin/main', worktreePath: null, agent: null, setupState: null, error: null },
  });
  const { sent } = show({}, entry);
  fireEvent.click(screen.getByRole('button', { name: 'Create pull request' }));
  fireEvent.click(screen.getByRole('button', { name: 'Push and create' }));
  const made = `POST ${PATH} {"title":"Fix the drift","base":"main","draft":false}`;
  await waitFor(() => expect(sent).toContain(made));
});

test('a refusal to create stays beside what was typed', async () => {
  show(
    { [`POST ${PATH}`]: { status: 409, code: 'INVALID_STATE', detail: 'There is no commit yet.' } },
    sampleEntry('w1'),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Create pull request' }));
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Mine' } });
  fireEvent.click(screen.getByRole('button', { name: 'Push and create' }));
  expect((await screen.findByRole('alert')).textContent).toBe('There is no commit yet.');
  expect((screen.getByLabelText('Title') as HTMLInputElement).value).toBe('Mine');
});

test('one that exists is linked by its address', async () => {
  const { sent } = show({}, sampleEntry('w1'));
  fireEvent.click(screen.getByRole('button', { name: 'Link by URL' }));
  const url = 'https://github.com/o/r/pull/9';
  fireEvent.change(screen.getByLabelText('Address of the pull request'), { target: { value: url } });
  fireEvent.click(screen.getByRole('button', { name: 'Link' }));
  await waitFor(() => expect(sent).toContain(`PUT ${PATH} {"url":"${url}"}`));
});

test('the first failure is open at its step; the others are read when they are opened', async () => {
  const checks = ['types', 'test'].map((name) => sampleCheck(name, { state: 'FAILED' }));
  const line = { number: 118, text: 'a.ts(57): error TS2345' };
  const log = {
    checkId: 'id-types',
    name: 'types',
    step: 'tsc',
    steps: [],
    lines: [line],
    from: 118,
    to: 118,
    total: 131,
  };
  const missing = { status: 404, code: 'NOT_FOUND', detail: 'Gone.' };
  const { sent } = show(
    withDetails(
      { checks },
      { [`GET ${PATH}/checks/id-types/log`]: log, [`GET ${PATH}/checks/id-test/log`]: missing },
    ),
  );
  expect(await screen.findByText('a.ts(57): error TS2345')).toBeTruthy();
  expect(screen.getByText('lines 118–118 of 131')).toBeTruthy();
  expect(sent.filter((request) => request.includes('id-test'))).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: /ci \/ ?test/ }));
  expect(await screen.findByText('GitHub keeps no log of this check any more.')).toBeTruthy();
});

test('one check or all failed ones are run again', async () => {
  const { sent } = show(withDetails({ checks: [sampleCheck('types', { state: 'FAILED', hasLog: false })] }));
  fireEvent.click(await screen.findByRole('button', { name: 'Rerun types' }));
  await waitFor(() => expect(sent).toContain(`POST ${PATH}/rerun {"checkId":"id-types"}`));
  fireEvent.click(screen.getByRole('button', { name: 'Rerun failed' }));
  await waitFor(() => expect(sent).toContain(`POST ${PATH}/rerun {}`));
});

test('a thread is answered, resolved and sent to the agent as data', async () => {
  const { sent } = show(
    withDetails(
      { threads: [sampleThread('t1')] },
      { [`POST ${PATH}/threads/t1/reply`]: sampleDetails({ threads: [sampleThread('t1')] }) },
    ),
  );
  const thread = within(await screen.findByRole('article', { name: 'Thread on src/a.ts:57' }));
  fireEvent.click(thread.getByRole('button', { name: 'Send to agent' }));
  await screen.findByText(/Sent to agent/, { selector: 'span' });
  const message = sent.find((request) => request.startsWith('POST /api/sessions/s1/messages'));
  expect(message).toContain('src/a.ts:57');
  expect(message).toContain('\\n\\nmei-lin: Keep the `?` here.\\n```');
  fireEvent.click(thread.getByRole('button', { name: 'Reply' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply' }), { target: { value: 'Kept.' } });
  fireEvent.click(thread.getByRole('button', { name: /^Reply/ }));
  await waitFor(() => expect(sent).toContain(`POST ${PATH}/threads/t1/reply {"body":"Kept."}`));
  fireEvent.click(await screen.findByRole('button', { name: 'Resolve' }));
  await waitFor(() => expect(sent).toContain(`POST ${PATH}/threads/t1/resolve`));
});

test('merging asks once more, and names the commit that was seen', async () => {
  const { sent } = show(withDetails({}));
  fireEvent.click(await screen.findByRole('button', { name: 'Merge' }));
  expect(sent.filter((request) => request.startsWith('POST'))).toEqual([]);
  fireEvent.click(await screen.findByRole('menuitem', { name: /Squash and merge/ }));
  expect(screen.queryByText('Rebase and merge')).toBeNull();
  fireEvent.click(await screen.findByRole('button', { name: 'Squash and merge' }));
  const merged = `POST ${PATH}/merge {"method":"SQUASH","headSha":"${'a'.repeat(40)}"}`;
  await waitFor(() => expect(sent).toContain(merged));
});

test('what may not be merged says why', async () => {
  const reason = 'A required check fails.';
  const merge = {
    allowed: false,
    reason,
    methods: ['SQUASH' as const],
    autoMerge: false,
    canAutoMerge: true,
  };
  const { sent } = show(withDetails({ merge }));
  expect((await screen.findByText(reason)).tagName).toBe('P');
  expect((screen.getByRole('button', { name: 'Merge' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole('switch', { name: 'Auto-merge' }));
  await waitFor(() => expect(sent).toContain(`PUT ${PATH}/auto-merge {"enabled":true,"method":"SQUASH"}`));
});

test('words of others become elements, never markup or pictures', async () => {
  const body = '<img src=x onerror=alert(1)> ![pic](https://elsewhere/x.png)';
  show(withDetails({ body, threads: [sampleThread('t1')] }));
  await screen.findByText(/Description/);
  expect(document.querySelector('img')).toBeNull();
});

test('addresses that lead nowhere on the web are no links', async () => {
  const previewUrls = [
    { environment: 'good', url: 'https://preview.example.com', state: null },
    { environment: 'bad', url: 'javascript:alert(1)', state: null },
  ];
  show({ [`GET ${PATH}/details`]: { ...sampleDetails(), previewUrls } });
  expect(await screen.findByRole('link', { name: 'good' })).toBeTruthy();
  expect(screen.queryByText('bad')).toBeNull();
});

test('when GitHub does not answer, it says so and asks again', async () => {
  const { sent } = show({
    [`GET ${PATH}/details`]: { status: 503, code: 'GITHUB_UNAVAILABLE', detail: 'GitHub does not answer.' },
  });
  expect(await screen.findByText('GitHub does not answer.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(sent.length).toBe(2));
});

test('a problem that is newer than what is shown stands above it', async () => {
  const problem = {
    code: 'GITHUB_RATE_LIMITED',
    message: 'No more requests.',
    since: '2026-01-01T11:00:00Z',
  };
  const entry = sampleEntry('w1', { pullRequest: samplePullRequest({ problem }) });
  show(withDetails({}), entry);
  expect(await screen.findByText(/No more requests/)).toBeTruthy();
});

test('it is read again when the snapshot has something new, and only then', async () => {
  const { sent, redraw } = show(withDetails({}));
  await screen.findByText('Fix it');
  redraw(panel(sampleEntry('w1', { pullRequest: samplePullRequest(), lastActivityAt: 'later' })));
  expect(sent.length).toBe(1);
  redraw(panel(sampleEntry('w1', { pullRequest: samplePullRequest({ ci: 'FAILURE' }) })));
  await waitFor(() => expect(sent.length).toBe(2));
});

test('merging is no first choice while a check fails that is not required', async () => {
  const checks = [sampleCheck('lint', { state: 'FAILED' }), sampleCheck('test', { state: 'PASSED' })];
  show(withDetails({ checks, ci: 'FAILURE' }));
  const merge = await screen.findByRole('button', { name: /^Merge/ });
  expect((merge as HTMLButtonElement).disabled).toBe(false);
  expect(merge.className).not.toContain('primary');
  expect(screen.getByText('It may be merged, but a check fails that is not required.')).toBeTruthy();
});

test('checks that may not be read are not said to be none', async () => {
  show(withDetails({ checks: [], ci: 'UNKNOWN' }));
  expect(await screen.findByText('Checks not known')).toBeTruthy();
});
