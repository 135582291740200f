import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { PanelTabs } from './panel-tabs';

const TABS = [
  { name: 'a', title: 'Terminal 1', terminal: true },
  { name: 'b', title: 'Tests', terminal: true },
  { name: 'dev-server', title: 'Dev server', terminal: false },
];

function Tabs({ onClose = vi.fn(), onRename = vi.fn() }) {
  const [chosen, setChosen] = useState('a');
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <PanelTabs
      tabs={TABS}
      shown={[chosen]}
      focused={chosen}
      renaming={renaming}
      onChoose={setChosen}
      onRenaming={setRenaming}
      onRename={onRename}
      onClose={onClose}
    />
  );
}

const selected = () => screen.getByRole('tab', { selected: true }).textContent;

test('arrow keys go round the tabs', () => {
  render(<Tabs />);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Terminal 1' }), { key: 'ArrowLeft' });
  expect(selected()).toBe('Dev server');
  expect(document.activeElement?.textContent).toBe('Dev server');
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Dev server' }), { key: 'ArrowRight' });
  expect(selected()).toBe('Terminal 1');
});

test('a terminal is renamed in its place, Escape leaves the name', async () => {
  const onRename = vi.fn();
  render(<Tabs onRename={onRename} />);
  const user = userEvent.setup();
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Tests' }), { key: 'F2' });
  await user.keyboard('Build{Enter}');
  expect(onRename).toHaveBeenCalledExactlyOnceWith('b', 'Build');
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Tests' }), { key: 'F2' });
  await user.keyboard('Else{Escape}');
  expect(onRename).toHaveBeenCalledTimes(1);
});

test('only terminals close', () => {
  const onClose = vi.fn();
  render(<Tabs onClose={onClose} />);
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Dev server' }), { key: 'Delete' });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole('tab', { name: 'Tests' }), { key: 'Delete' });
  expect(onClose).toHaveBeenCalledExactlyOnceWith('b');
});
