import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEntry, samplePullRequest } from '@/lib/sample-entry';
import { sampleEvent, sampleRatchet } from '@/lib/sample-ratchet';
import { type Answers, showPage } from '@/lib/test-page';
import { TimelinePanel } from './timeline-panel';

afterEach(() => vi.unstubAllGlobals());

const PATH = '/api/workspaces/w1/ratchet';
const FIRST = `GET ${PATH}/timeline?limit=50`;
const summary = { enabled: true, state: 'IDLE', reason: null, attempt: null, attempts: null } as const;
const entry = sampleEntry('w1', { pullRequest: samplePullRequest(), ratchet: summary });
const onSession = vi.fn();

const show = (answers: Answers) =>
  showPage(<TimelinePanel entry={entry} onSession={onSession} />, {
    [`GET ${PATH}`]: sampleRatchet(),
    [FIRST]: { events: [], before: null },
    ...answers,
  });

test('says first why nothing happens', async () => {
  const decision = { code: 'CI_PENDING', reason: '6 of 9 checks done.', at: '2026-01-01T10:00:00Z' };
  show({ [`GET ${PATH}`]: sampleRatchet({ decision }) });
  expect(await screen.findByText('Nothing to fix')).toBeTruthy();
  expect(screen.getByText('6 of 9 checks done.')).toBeTruthy();
  expect(await screen.findByText('Nothing has happened yet')).toBeTruthy();
});

test('an attempt leads to its session', async () => {
  const attempt = { number: 2, of: 4, sessionId: 's2', startedAt: null, subject: ['types'] };
  show({ [`GET ${PATH}`]: sampleRatchet({ state: 'FIXING_CI', attempt }) });
  fireEvent.click(await screen.findByRole('button', { name: 'Open its session' }));
  expect(onSession).toHaveBeenCalledWith('s2');
  expect(screen.getByText('2 of 4 attempts')).toBeTruthy();
});

test('it is switched off, and looked at now', async () => {
  const { sent } = show({
    [`PUT ${PATH}`]: sampleRatchet({ enabled: false }),
    [`POST ${PATH}/check`]: sampleRatchet({ state: 'CHECKING' }),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
  expect(await screen.findByText('Looking at the pull request')).toBeTruthy();
  fireEvent.click(screen.getByRole('switch', { name: 'Auto-fix' }));
  expect(await screen.findByText('Auto-fix is off')).toBeTruthy();
  expect(sent).toContain(`PUT ${PATH} {"enabled":false}`);
});

test('why a check failed is shown with the lines that say so', async () => {
  const checks = [
    {
      checkId: '1',
      name: 'sdk / types',
      class: 'CODE',
      reason: 'A compiler names a place.',
      failedTests: ['a > b'],
      evidence: ['a.ts(57): error'],
    },
  ];
  show({ [FIRST]: { events: [sampleEvent('1', { kind: 'CLASSIFIED', checks })], before: null } });
  expect(await screen.findByText('Code')).toBeTruthy();
  expect(screen.getByText('a > b')).toBeTruthy();
  expect(screen.getByText('1 line of evidence')).toBeTruthy();
});

test('repeated events are one, and older ones are a press away', async () => {
  const before = '2026-01-01T09:00:00Z';
  const older = `GET ${PATH}/timeline?before=${encodeURIComponent(before)}&limit=50`;
  const { sent } = show({
    [FIRST]: { events: [sampleEvent('2', { count: 4 })], before },
    [older]: { events: [sampleEvent('1', { title: 'Turned on' })], before: null },
  });
  expect(await screen.findByText('4 times')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Older' }));
  expect(await screen.findByText('Turned on')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Older' })).toBeNull());
  expect(sent).toContain(older);
});

test('a timeline that cannot be read leaves the state readable', async () => {
  show({ [FIRST]: { status: 404, code: 'NOT_FOUND', detail: 'There is none.' } });
  expect(await screen.findByText(/The timeline was not read. There is none./)).toBeTruthy();
  expect(screen.getByText('Nothing to fix')).toBeTruthy();
});
