import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Session } from '@/lib/api-types';
import { sampleSession } from '@/lib/sample-session';
import { Composer } from './composer';
import { useDraft } from './use-draft';

function Bench({
  session,
  onSend,
  onStop,
}: {
  session: Session;
  onSend: (text: string) => void;
  onStop: () => void;
}) {
  const [draft, setDraft] = useDraft(session.id);
  return (
    <Composer
      session={session}
      draft={draft}
      field={null}
      onDraft={setDraft}
      onSend={onSend}
      onStop={onStop}
    />
  );
}

function show(part: Partial<Session> = {}) {
  const onSend = vi.fn();
  const onStop = vi.fn();
  const view = render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Bench session={sampleSession(part)} onSend={onSend} onStop={onStop} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    onSend,
    onStop,
    unmount: view.unmount,
    field: screen.getByLabelText<HTMLTextAreaElement>('Message'),
  };
}

test('Enter sends and empties the field, Shift+Enter begins a line', async () => {
  const { onSend, field } = show();
  await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two');
  expect(field.value).toBe('one\ntwo');
  await userEvent.type(field, '{Enter}');
  expect(onSend).toHaveBeenCalledExactlyOnceWith('one\ntwo', []);
  expect(field.value).toBe('');
});

test('Enter that confirms an input method does not send', () => {
  const { onSend, field } = show();
  fireEvent.change(field, { target: { value: 'にほん' } });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
  expect(onSend).not.toHaveBeenCalled();
  expect(field.value).toBe('にほん');
});

test('a draft is there again after the page was left', async () => {
  const { field, unmount } = show();
  await userEvent.type(field, 'half a thought');
  unmount();
  expect(show().field.value).toBe('half a thought');
});

test('drafts of sessions do not mix', async () => {
  const { field, unmount } = show({ id: 's1' });
  await userEvent.type(field, 'for one');
  unmount();
  expect(show({ id: 's2' }).field.value).toBe('');
});

test('while the agent works an empty field stops it, a full one queues', async () => {
  const { onSend, onStop, field } = show({ status: 'WORKING' });
  await userEvent.click(screen.getByRole('button', { name: 'Stop the turn' }));
  expect(onStop).toHaveBeenCalledOnce();
  await userEvent.type(field, 'then this');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith('then this', []);
});

test('a slash offers the agent’s commands and Enter takes one instead of sending', async () => {
  const commands = [
    { name: 'review', description: 'Review the changes', hint: null },
    { name: 'init', description: null, hint: null },
  ];
  const { onSend, field } = show({ commands });
  await userEvent.type(field, '/re');
  expect(screen.getAllByRole('option')).toHaveLength(1);
  await userEvent.type(field, '{Enter}');
  expect(field.value).toBe('/review ');
  expect(onSend).not.toHaveBeenCalled();
});

test('a pasted file goes with the message once', async () => {
  const { onSend, field } = show();
  const file = new File(['it broke'], 'log.txt', { type: 'text/plain' });
  fireEvent.paste(field, { clipboardData: { files: [file] } });
  expect(await screen.findByText('log.txt')).toBeTruthy();
  await userEvent.type(field, 'see{Enter}');
  expect(onSend).toHaveBeenCalledExactlyOnceWith('see', [
    { name: 'log.txt', mimeType: 'text/plain', data: btoa('it broke') },
  ]);
  expect(screen.queryByText('log.txt')).toBeNull();
});

test('an at sign offers the worktree’s files', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify([{ path: 'src/main.ts' }])));
  const { field } = show();
  await userEvent.type(field, 'look at @ma');
  await userEvent.click(await screen.findByRole('option'));
  expect(field.value).toBe('look at @src/main.ts ');
  vi.unstubAllGlobals();
});
