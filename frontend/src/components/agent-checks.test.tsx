import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Agent } from '@/lib/api-types';
import { agentsQuery } from '@/lib/queries';
import { AgentChecks } from './agent-checks';

const agent = (name: string, more: Partial<Agent>): Agent => ({
  name,
  title: name,
  available: true,
  signedIn: true,
  command: `${name}-acp`,
  problem: null,
  pause: null,
  ...more,
});

function show(agents: Agent[]) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(agentsQuery.queryKey, agents);
  render(
    <QueryClientProvider client={client}>
      <AgentChecks />
    </QueryClientProvider>,
  );
}

test('each agent says whether somebody is signed in, and what mends it', () => {
  show([
    agent('one', {}),
    agent('two', { signedIn: null }),
    agent('three', {
      available: false,
      signedIn: false,
      problem: { message: 'three is not signed in.', fix: 'three login' },
    }),
    agent('four', {
      pause: { message: 'You have hit your limit.', until: '2026-01-01T10:00:00Z', told: true },
    }),
  ]);
  expect(screen.getByText('Signed in · one-acp')).toBeTruthy();
  expect(screen.getByText('Sign-in not known · two-acp')).toBeTruthy();
  expect(screen.getByText('three is not signed in.')).toBeTruthy();
  expect(document.body.textContent).toContain('three login');
  expect(screen.getByText(/Usage limit: You have hit your limit. Goes on at/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy();
  expect(screen.getByText('3 of 4 ready')).toBeTruthy();
});
