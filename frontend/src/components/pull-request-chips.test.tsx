import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import { entrySchema } from '@/lib/schemas';
import { PullRequestChips } from './pull-request-chips';

const pullRequest = samplePullRequest();

test('the number leads to the pull request and the checks are said in a word', () => {
  render(
    <PullRequestChips entry={sampleEntry('w1', { pullRequest, sidebarState: { ciState: 'FAILING' } })} />,
  );
  const link = screen.getByRole('link', { name: '#12' });
  expect(link.getAttribute('href')).toBe(pullRequest.url);
  expect(link.title).toBe('Pull request #12, open: Fix it');
  expect(screen.getByText('Failing')).toBeTruthy();
});

test('nothing is shown without one, and no checks before GitHub was asked', () => {
  const { container } = render(<PullRequestChips entry={sampleEntry('w1')} />);
  expect(container.textContent).toBe('');
  render(
    <PullRequestChips
      entry={sampleEntry('w1', {
        pullRequest: { ...pullRequest, state: null },
        sidebarState: { ciState: 'UNKNOWN' },
      })}
    />,
  );
  expect(screen.getByRole('link').textContent).toBe('#12');
});

test('an entry without the new parts is read as before, and kept as it came', () => {
  const { raw, computedAt, source, reasonRule, sidebarState, pullRequest: _, ...old } = sampleEntry('w1');
  const entry = entrySchema.parse(old);
  expect(entry).toMatchObject({ workspaceId: 'w1', pullRequest: null, sidebarState: null, reasonRule: null });
  expect(entry.raw).toEqual(old);
  expect([raw, computedAt, source, reasonRule, sidebarState]).toBeDefined();
});
