import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Session } from '@/lib/api-types';
import { sampleSession } from '@/lib/sample-session';
import { SessionStateNote } from './session-state-note';

function show(session: Partial<Session>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionStateNote session={sampleSession(session)} busy={false} onResume={() => {}} />
    </QueryClientProvider>,
  );
}

test('a session in line says what for', () => {
  const message = 'Waits for a free place: 20 of 20 agents run.';
  show({ status: 'WAITING', waiting: { reason: 'PLACE', message, until: null } });
  expect(screen.getByRole('status').textContent).toBe(message);
  expect(screen.queryByRole('button')).toBeNull();
});

test('a usage limit says when it ends and may be tried before', () => {
  const until = new Date(2026, 0, 1, 15, 30).toISOString();
  show({ waiting: { reason: 'PROVIDER_LIMIT', message: 'Waits for the end of a usage limit: hit.', until } });
  expect(screen.getByRole('status').textContent).toContain('Goes on at');
  expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy();
});

test('a session that waits for its workspace says so', () => {
  show({ status: 'WAITING', waiting: { reason: 'WORKSPACE', message: 'Starts then.', until: null } });
  expect(screen.getByText('Claude Code starts when the workspace is set up.')).toBeTruthy();
});
