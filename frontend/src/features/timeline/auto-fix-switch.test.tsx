import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import { sampleRatchet } from '@/lib/sample-ratchet';
import { showPage } from '@/lib/test-page';
import { AutoFixSwitch } from './auto-fix-switch';

afterEach(() => vi.unstubAllGlobals());

const PATH = '/api/workspaces/w1/ratchet';
const ratchet = { enabled: true, state: 'IDLE', reason: null, attempt: null, attempts: null } as const;
const entry = sampleEntry('w1', { pullRequest: samplePullRequest(), ratchet });
const onTimeline = vi.fn();
const show = () =>
  showPage(<AutoFixSwitch entry={entry} onTimeline={onTimeline} />, {
    [`GET ${PATH}`]: sampleRatchet(),
    [`PUT ${PATH}`]: sampleRatchet({ autoMerge: true }),
    [`POST ${PATH}/check`]: sampleRatchet(),
  });

test('the switch sends what it shows, and asks nothing before', async () => {
  const { sent } = show();
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('switch', { name: 'Auto-fix' }));
  await waitFor(() => expect(sent).toEqual([`PUT ${PATH} {"enabled":false}`]));
});

test('its menu has auto-merge, a look now and the way to the timeline', async () => {
  const { sent } = show();
  fireEvent.click(screen.getByRole('button', { name: 'More of auto-fix' }));
  const merge = await screen.findByRole('menuitemcheckbox', { name: /Auto-merge/ });
  await waitFor(() => expect(merge.getAttribute('data-disabled')).toBeNull());
  fireEvent.click(merge);
  await waitFor(() => expect(merge.getAttribute('aria-checked')).toBe('true'));
  expect(sent).toContain(`PUT ${PATH} {"autoMerge":true}`);
  fireEvent.click(screen.getByRole('menuitem', { name: 'Check now' }));
  await waitFor(() => expect(sent).toContain(`POST ${PATH}/check`));
  fireEvent.click(screen.getByRole('button', { name: 'More of auto-fix' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Show the timeline' }));
  expect(onTimeline).toHaveBeenCalled();
});
