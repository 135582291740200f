import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useHotkeys } from './use-hotkeys';

function Page({ onKey }: { onKey: (name: string) => void }) {
  useHotkeys({ n: () => onKey('n'), 'g b': () => onKey('g b'), 'mod+k': () => onKey('mod+k') });
  return <input aria-label="field" />;
}

test('a plain key and a sequence fire on the page', () => {
  const onKey = vi.fn();
  render(<Page onKey={onKey} />);
  fireEvent.keyDown(document.body, { key: 'n' });
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'b' });
  expect(onKey.mock.calls.flat()).toEqual(['n', 'g b']);
});

test('nothing but mod keys fires while typing or composing', () => {
  const onKey = vi.fn();
  render(<Page onKey={onKey} />);
  fireEvent.keyDown(screen.getByLabelText('field'), { key: 'n' });
  fireEvent.keyDown(document.body, { key: 'n', isComposing: true });
  expect(onKey).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByLabelText('field'), { key: 'k', metaKey: true });
  expect(onKey).toHaveBeenCalledExactlyOnceWith('mod+k');
});

test('in a terminal only keys of the system fire', () => {
  const onKey = vi.fn();
  render(
    <section data-owns-keys>
      <Page onKey={onKey} />
    </section>,
  );
  const field = screen.getByLabelText('field');
  fireEvent.keyDown(field, { key: 'k', ctrlKey: true });
  fireEvent.keyDown(field, { key: 'n' });
  expect(onKey).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'k', metaKey: true });
  expect(onKey).toHaveBeenCalledExactlyOnceWith('mod+k');
});
