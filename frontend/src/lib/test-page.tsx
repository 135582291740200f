import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** Answers by method and path, such as `GET /api/settings`; what has none is answered with an empty object. */
export type Answers = Readonly<Record<string, unknown>>;

const refused = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'status' in answer && typeof answer.status === 'number';

const once = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

/** Draws a part of the page for a test; the requests that it makes are written down with their bodies. */
export function showPage(content: ReactNode, answers: Answers = {}, client = once()) {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit) => {
    sent.push(`${method} ${path} ${String(body ?? '')}`.trim());
    const answer = answers[`${method} ${path}`] ?? {};
    return refused(answer) ? Response.json(answer, { status: answer.status }) : Response.json(answer);
  });
  const page = (inner: ReactNode) => (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>{inner}</QueryClientProvider>
    </MantineProvider>
  );
  const { rerender } = render(page(content));
  return { sent, client, redraw: (inner: ReactNode) => rerender(page(inner)) };
}
