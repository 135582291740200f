import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { SignInPage } from './sign-in-page';

function show(onSignedIn = vi.fn()) {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SignInPage onSignedIn={onSignedIn} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return onSignedIn;
}

afterEach(() => vi.unstubAllGlobals());

test('a refused token is said so and kept', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ code: 'UNAUTHENTICATED', detail: 'No.' }, { status: 401 }),
  );
  const onSignedIn = show();
  await userEvent.type(screen.getByLabelText('Token'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('This is not the server’s token.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Token').value).toBe('wrong');
  expect(onSignedIn).not.toHaveBeenCalled();
});

test('the pasted token is sent without blanks around it', async () => {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => new Response(null, { status: 204 }));
  vi.stubGlobal('fetch', fetched);
  const onSignedIn = show();
  await userEvent.type(screen.getByLabelText('Token'), '  secret ');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalled());
  expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"token":"secret"}');
});
