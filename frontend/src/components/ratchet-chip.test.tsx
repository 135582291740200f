import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import type { RatchetSummary } from '@/lib/schemas';
import { PullRequestChips } from './pull-request-chips';
import { ratchetWords } from './ratchet-chip';

const ratchet = (part: Partial<RatchetSummary>): RatchetSummary => ({
  enabled: true,
  state: 'IDLE',
  reason: null,
  attempt: null,
  attempts: null,
  ...part,
});

test('says the attempt, or why it stalled, and nothing while it is off', () => {
  expect(ratchetWords(null)).toBeNull();
  expect(ratchetWords(ratchet({ enabled: false, attempt: 2, attempts: 4 }))).toBeNull();
  expect(ratchetWords(ratchet({}))).toBe('Auto-fix');
  expect(ratchetWords(ratchet({ state: 'FIXING_CI', attempt: 2, attempts: 4 }))).toBe('Auto-fix 2 of 4');
  expect(ratchetWords(ratchet({ attempt: 2 }))).toBe('Auto-fix 2');
  expect(ratchetWords(ratchet({ state: 'STALLED', reason: 'Same failure' }))).toBe('Stalled: Same failure');
});

test('a card says when GitHub cannot be asked', () => {
  const problem = { code: 'GITHUB_SIGNED_OUT', message: 'Signed out.', since: null };
  const pullRequest = samplePullRequest({ problem });
  const { getByRole } = render(<PullRequestChips entry={sampleEntry('w1', { pullRequest })} />);
  expect(getByRole('img', { name: 'Not up to date: Signed out.' })).toBeTruthy();
});
