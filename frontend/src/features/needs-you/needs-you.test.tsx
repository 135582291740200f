import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { needsQuery, projectsQuery } from '@/lib/queries';
import type { Need } from '@/lib/schemas';
import { ShellProvider } from '@/lib/shell';
import { NeedsYou } from './needs-you';

const navigate = vi.fn();
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate, useRouter: () => ({ navigate }) }));
afterEach(() => vi.unstubAllGlobals());

const need = (id: string, part: Partial<Need> = {}): Need => ({
  projectId: 'p1',
  projectName: 'ledgerline',
  workspaceId: id,
  name: `Workspace ${id}`,
  branch: `ff/${id}`,
  statusReason: { code: 'NEEDS_PERMISSION', label: 'Needs permission', tone: 'attention', needsUser: true },
  pendingRequest: {
    sessionId: `s-${id}`,
    requestId: `r-${id}`,
    kind: 'PERMISSION',
    title: 'Run a command',
    command: 'git push',
    options: [
      { optionId: 'always', name: 'Always', kind: 'allow_always' },
      { optionId: 'no', name: 'Deny', kind: 'reject_once' },
    ],
    createdAt: '2026-01-01T10:00:00Z',
    reason: null,
    count: 1,
  },
  error: null,
  since: '2026-01-01T10:00:00Z',
  ...part,
});

const broken = need('c', {
  pendingRequest: null,
  statusReason: { code: 'SETUP_FAILED', label: 'Setup failed', tone: 'danger', needsUser: true },
});

function show(needs: Need[]) {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push(`${path} ${String(init.body ?? '')}`.trim());
    return Response.json({});
  });
  const client = new QueryClient();
  client.setQueryData(needsQuery.queryKey, needs);
  client.setQueryData(projectsQuery.queryKey, []);
  const nothing = () => {};
  const shell = {
    projectId: null,
    openSidebar: nothing,
    openPalette: nothing,
    openNewWorkspace: nothing,
    startFromIssue: nothing,
    openShortcuts: nothing,
  };
  render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <ShellProvider value={shell}>
          <NeedsYou project={undefined} />
        </ShellProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return sent;
}

test('the first is open and its number keys answer it; then the next one is open', async () => {
  const sent = show([need('a'), need('b')]);
  fireEvent.keyDown(document.body, { key: '2' });
  await vi.waitFor(() => expect(sent).toEqual(['/api/sessions/s-a/permissions/r-a {"optionId":"no"}']));
  await vi.waitFor(() => expect(screen.queryByText('Workspace a')).toBeNull());
  expect(screen.getByRole('article', { name: /Workspace b/ }).getAttribute('aria-current')).toBe('true');
});

test('j moves on, r retries what broke, and Enter opens it', async () => {
  const sent = show([need('a'), broken]);
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(screen.getByRole('article', { name: /Workspace c/ }).getAttribute('aria-current')).toBe('true');
  fireEvent.keyDown(document.body, { key: '1' });
  fireEvent.keyDown(document.body, { key: 'r' });
  await vi.waitFor(() => expect(sent).toEqual(['/api/workspaces/c/retry']));
  fireEvent.keyDown(document.body, { key: 'Enter' });
  expect(navigate).toHaveBeenCalledWith(
    expect.objectContaining({ params: { project: 'p1', workspaceId: 'c' } }),
  );
});

test('says so when nothing needs you', () => {
  show([]);
  expect(screen.getByText('Nothing needs you')).toBeTruthy();
});
