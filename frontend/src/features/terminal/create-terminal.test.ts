import { Terminal } from '@xterm/xterm';
import { expect, test, vi } from 'vitest';
import { mutable } from './create-terminal';

const QUESTIONS =
  '\u001b[c\u001b[>c\u001b[6n\u001b[?6n\u001b[?2026$p\u001b[4$p\u001b]10;?\u0007\u001b]4;1;?\u0007\u001bP$qm\u001b\\';

function answers(muted: boolean): Promise<string> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  const terminal = new Terminal({ allowProposedApi: true });
  mutable(terminal)(muted);
  let said = '';
  terminal.onData((text) => {
    said += text;
  });
  return new Promise((resolve) => terminal.write(QUESTIONS, () => resolve(said)));
}

test('a muted terminal answers nothing that programs ask', async () => {
  expect(await answers(true)).toBe('');
});

test('one that is not does', async () => {
  expect(await answers(false)).toContain('\u001b[?1;2c');
});
