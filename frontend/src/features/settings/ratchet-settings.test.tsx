import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleRatchetSettings } from '@/lib/sample-ratchet';
import type { Project } from '@/lib/schemas';
import { type Answers, showPage } from '@/lib/test-page';
import { PauseAll } from './pause-all';
import { RatchetSettingsSection } from './ratchet-settings';

afterEach(() => vi.unstubAllGlobals());

const PATH = '/api/projects/p1/ratchet';
const project: Project = {
  id: 'p1',
  name: 'ledgerline',
  slug: 'ledgerline',
  path: null,
  gitUrl: null,
  state: 'READY',
  progress: null,
  error: null,
  defaultBranch: 'main',
  githubOwner: null,
  archived: false,
};
const show = (answers: Answers = {}) =>
  showPage(<RatchetSettingsSection project={project} />, {
    [`GET ${PATH}`]: sampleRatchetSettings(),
    ...answers,
  });

test('a switch is saved alone and shown at once', async () => {
  const { sent } = show({ [`PATCH ${PATH}`]: sampleRatchetSettings({ enabledByDefault: true }) });
  fireEvent.click(await screen.findByRole('switch', { name: 'On in new workspaces' }));
  await waitFor(() => expect(sent).toContain(`PATCH ${PATH} {"enabledByDefault":true}`));
  expect(screen.getByRole('switch', { name: 'On in new workspaces' }).ariaChecked).not.toBe('false');
});

test('a limit is saved when its field is left, an empty one is none', async () => {
  const { limits } = sampleRatchetSettings();
  const { sent } = show({ [`PATCH ${PATH}`]: sampleRatchetSettings() });
  const field = await screen.findByLabelText('Cost a day');
  fireEvent.blur(field);
  expect(sent.length).toBe(1);
  fireEvent.change(field, { target: { value: '' } });
  fireEvent.blur(field);
  const saved = JSON.stringify({ limits: { ...limits, costPerDay: null } });
  await waitFor(() => expect(sent).toContain(`PATCH ${PATH} ${saved}`));
});

test('what is refused goes back to what it was', async () => {
  show({ [`PATCH ${PATH}`]: { status: 400, code: 'INVALID_INPUT', detail: 'No.' } });
  const toggle = await screen.findByRole('switch', { name: 'Auto-merge' });
  fireEvent.click(toggle);
  await waitFor(() => expect(toggle.getAttribute('aria-checked')).toBe('false'));
});

test('all auto-fix is paused by one switch', async () => {
  const { sent } = showPage(<PauseAll />, {
    'GET /api/ratchet': { paused: false },
    'PUT /api/ratchet': { paused: true },
  });
  const toggle = screen.getByRole('switch', { name: 'Pause all auto-fix' });
  await waitFor(() => expect((toggle as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(toggle);
  await waitFor(() => expect(toggle.getAttribute('aria-checked')).toBe('true'));
  expect(sent).toContain('PUT /api/ratchet {"paused":true}');
});
