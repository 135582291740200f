import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import { showPage } from '@/lib/test-page';
import { GitHubBudget } from './github-budget';

afterEach(() => vi.unstubAllGlobals());

const soon = new Date(Date.now() + 600_000).toISOString();
const allowance = { host: 'github.com', resource: 'graphql', limit: 5000, remaining: 4800, resetAt: soon };
const answers = (...allowances: unknown[]) => ({ 'GET /api/github/allowances': allowances });

test('what is left is told as a share, and whole to whom asks', async () => {
  showPage(<GitHubBudget entries={[]} />, answers(allowance));
  const left = await screen.findByText('96 %');
  expect(left.title).toContain('github.com (graphql): 4,800 of 5,000 left');
  expect(left.dataset.tone).toBeUndefined();
});

test('a host that asked to wait is said to', async () => {
  const waits = { ...allowance, host: 'ghe.acme.dev', blockedUntil: soon };
  showPage(<GitHubBudget entries={[]} />, answers(allowance, waits));
  const left = await screen.findByText('waits');
  expect(left.dataset.tone).toBe('attention');
  expect(left.title).toContain('ghe.acme.dev (graphql) asked to be left alone');
});

test('it is read again when something new was heard of a pull request', async () => {
  const entry = (title: string) => sampleEntry('w1', { pullRequest: { ...samplePullRequest(), title } });
  const { sent, redraw } = showPage(<GitHubBudget entries={[entry('One')]} />, answers(allowance));
  await screen.findByText('96 %');
  redraw(<GitHubBudget entries={[entry('Two')]} />);
  await waitFor(() => expect(sent).toHaveLength(2));
});

test('nothing is said before GitHub was asked', async () => {
  const { sent } = showPage(<GitHubBudget entries={[]} />, answers());
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(screen.queryByLabelText('GitHub allowance')).toBeNull();
});

test('another workspace without a pull request is no reason to ask', async () => {
  const { sent, redraw } = showPage(<GitHubBudget entries={[]} />, answers(allowance));
  await screen.findByText('96 %');
  redraw(
    <GitHubBudget
      entries={[sampleEntry('w1', { pullRequest: null }), sampleEntry('w2', { pullRequest: null })]}
    />,
  );
  await screen.findByText('96 %');
  expect(sent).toHaveLength(1);
});
