import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { PermissionRequest } from '@/lib/api-types';
import { PermissionCard } from './permission-card';

const request: PermissionRequest = {
  requestId: 'r1',
  kind: 'PERMISSION',
  title: 'Run a command',
  toolKind: 'execute',
  command: 'docker compose down -v',
  paths: [],
  reason: 'Deletes the volumes.',
  options: [
    { optionId: 'no', name: 'Deny', kind: 'reject_once' },
    { optionId: 'yes', name: 'Allow once', kind: 'allow_once' },
  ],
  form: null,
  createdAt: '2026-01-01T10:00:00Z',
};

function show(busy = false, shown = request) {
  const onAnswer = vi.fn();
  const onDenyAndSay = vi.fn();
  render(
    <MantineProvider>
      <input aria-label="elsewhere" />
      <PermissionCard
        request={shown}
        agentTitle="Claude Code"
        root={null}
        others={0}
        busy={busy}
        onAnswer={onAnswer}
        onDenyAndSay={onDenyAndSay}
      />
    </MantineProvider>,
  );
  return { onAnswer, onDenyAndSay };
}

test('number keys answer with the option that carries the number', () => {
  const { onAnswer, onDenyAndSay } = show();
  fireEvent.keyDown(document.body, { key: '2' });
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith(request.options[1]);
  fireEvent.keyDown(document.body, { key: 'r' });
  expect(onDenyAndSay).toHaveBeenCalledExactlyOnceWith(request.options[0]);
});

test('no key answers while typing, composing, or while an answer is on its way', () => {
  const { onAnswer } = show();
  fireEvent.keyDown(screen.getByLabelText('elsewhere'), { key: '1' });
  fireEvent.keyDown(document.body, { key: '1', isComposing: true });
  fireEvent.keyDown(document.body, { key: '7' });
  expect(onAnswer).not.toHaveBeenCalled();
});

test('while busy neither keys nor buttons answer', () => {
  const { onAnswer } = show(true);
  fireEvent.keyDown(document.body, { key: '1' });
  fireEvent.click(screen.getByRole('button', { name: /Allow once/ }));
  expect(onAnswer).not.toHaveBeenCalled();
});

test('the command is shown whole, with its risky part marked', () => {
  show();
  expect(screen.getByText('down -v').tagName).toBe('MARK');
  expect(screen.getByText('Deletes the volumes.')).toBeTruthy();
});

test('a form is sent as a whole, and only when nothing needed is missing', async () => {
  const values = ['red', 'blue'].map((value) => ({ value, title: value, description: null }));
  const field = { description: null, required: true, preset: null };
  const { onAnswer } = show(false, {
    ...request,
    kind: 'QUESTION',
    command: null,
    options: [
      { optionId: 'accept', name: 'Answer', kind: 'allow_once' },
      { optionId: 'decline', name: 'Decline', kind: 'reject_once' },
    ],
    form: {
      fields: [
        { ...field, name: 'colour', title: 'Which colour?', type: 'CHOICE', values },
        { ...field, name: 'why', title: 'Why?', type: 'TEXT', required: false, values: [] },
      ],
    },
  });
  const answer = screen.getByRole<HTMLButtonElement>('button', { name: 'Answer' });
  expect(answer.disabled).toBe(true);
  fireEvent.keyDown(document.body, { key: '1' });
  fireEvent.click(screen.getByRole('radio', { name: 'blue' }));
  fireEvent.click(answer);
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ optionId: 'accept' }), {
    colour: 'blue',
  });
});
