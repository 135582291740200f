import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleDetails } from '@/lib/sample-pull-request';
import { showPage } from '@/lib/test-page';
import type { DiffLine } from '@/lib/unified-diff';
import { LineComposer, sideOf } from './line-composer';

afterEach(() => vi.unstubAllGlobals());

const line: DiffLine = { kind: 'add', oldNumber: null, newNumber: 7, text: 'const x = 1;', mark: null };
const removed: DiffLine = { ...line, kind: 'del', oldNumber: 6, newNumber: null };
const agent = { sessionId: 's1', title: 'Codex' };
const PATH = '/api/workspaces/w1/pull-request/comments';

function show(pullRequest: number | null) {
  const onClose = vi.fn();
  const { sent } = showPage(
    <LineComposer workspaceId="w1" path="src/a.ts" {...{ line, agent, pullRequest, onClose }} />,
    { [`POST ${PATH}`]: sampleDetails() },
  );
  fireEvent.change(screen.getByRole('textbox', { name: 'Comment on src/a.ts:7' }), {
    target: { value: 'Use a helper' },
  });
  return { sent, onClose };
}

test('removed lines are on the left, all others on the right', () => {
  expect(sideOf(removed)).toEqual({ line: 6, side: 'LEFT' });
  expect(sideOf(line)).toEqual({ line: 7, side: 'RIGHT' });
});

test('a remark goes to the agent with its line', async () => {
  const { sent, onClose } = show(null);
  expect(screen.queryByRole('button', { name: 'To GitHub' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'To agent' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent[0]).toContain('src/a.ts:7\\n```\\nconst x = 1;\\n```\\nUse a helper');
});

test('with a pull request it goes to GitHub as a review comment', async () => {
  const { sent, onClose } = show(12);
  fireEvent.click(screen.getByRole('button', { name: 'To GitHub' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([`POST ${PATH} {"body":"Use a helper","path":"src/a.ts","line":7,"side":"RIGHT"}`]);
});
