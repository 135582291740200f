import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleEntry } from '@/lib/sample-entry';
import type { PendingRequest } from '@/lib/schemas';
import { Card } from './card';

const navigate = vi.fn();
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate, useRouter: () => ({ navigate }) }));

const pendingRequest: PendingRequest = {
  sessionId: 's1',
  requestId: 'r1',
  kind: 'PERMISSION',
  title: 'Run a command',
  command: 'docker compose down -v',
  options: [
    { optionId: 'yes', name: 'Allow once', kind: 'allow_once' },
    { optionId: 'no', name: 'Deny', kind: 'reject_once' },
  ],
  createdAt: '2026-01-01T10:00:00Z',
  reason: null,
  count: 1,
};

let sent: string[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push(`${path} ${String(init.body)}`);
    return Response.json({});
  });
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Card entry={sampleEntry('w1', { name: 'Fix the drift', pendingRequest })} project="ledgerline" />
      </QueryClientProvider>
    </MantineProvider>,
  );
});
afterEach(() => vi.unstubAllGlobals());

const card = () => screen.getByRole('article', { name: /Fix the drift/ });

test('a key answers on the card that has the focus itself', async () => {
  fireEvent.keyDown(card(), { key: '1' });
  await vi.waitFor(() => expect(sent).toEqual(['/api/sessions/s1/permissions/r1 {"optionId":"yes"}']));
});

test('a key elsewhere, held down, or with a modifier answers nothing', () => {
  fireEvent.keyDown(document.body, { key: '1' });
  fireEvent.keyDown(screen.getByRole('link', { name: 'Fix the drift' }), { key: '1' });
  fireEvent.keyDown(card(), { key: '1', ctrlKey: true });
  fireEvent.keyDown(card(), { key: '1', repeat: true });
  expect(sent).toEqual([]);
});

test('a click the moment the button slid under the pointer is not an answer', () => {
  const deny = screen.getByRole('button', { name: /Deny/ });
  fireEvent.pointerEnter(deny, { pointerType: 'mouse' });
  fireEvent.click(deny);
  expect(sent).toEqual([]);
});

test('a button answers with the option whose name it carries', async () => {
  fireEvent.click(screen.getByRole('button', { name: /Deny/ }));
  await vi.waitFor(() => expect(sent).toEqual(['/api/sessions/s1/permissions/r1 {"optionId":"no"}']));
});

test('the whole command is the title of what is cut', () => {
  expect(screen.getAllByTitle('docker compose down -v').length).toBeGreaterThan(0);
});
