import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DeleteDialog } from './delete-dialog';
import type { WorkspaceView } from './use-workspace';

const navigate = vi.fn();
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }));
afterEach(() => vi.unstubAllGlobals());

const view = { id: 'w1', name: 'Fix the drift' } as WorkspaceView;

test('work that would be lost is named, and only a second yes deletes', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (path.includes('confirm=true')) return new Response(null, { status: 202 });
    const losses = { unmergedCommits: 2, uncommittedFiles: 1 };
    return Response.json({ code: 'WOULD_LOSE_WORK', detail: 'Work would be lost.', losses }, { status: 409 });
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <DeleteDialog view={view} project="ledgerline" opened onClose={() => {}} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    '2 commits neither merged nor pushed and 1 file not committed would be lost.',
  );
  expect(navigate).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Delete and lose this work' }));
  await vi.waitFor(() => expect(navigate).toHaveBeenCalled());
  expect(asked).toEqual(['/api/workspaces/w1', '/api/workspaces/w1?confirm=true']);
});
