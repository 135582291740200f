import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { controlled, TouchKeys } from './touch-keys';

test('a letter with Control is its control character, anything else stays', () => {
  expect(controlled('c')).toBe('\u0003');
  expect(controlled('C')).toBe('\u0003');
  expect(controlled('[')).toBe('\u001b');
  expect(controlled('pasted')).toBe('pasted');
  expect(controlled('é')).toBe('é');
});

test('a key leaves the focus where it is', () => {
  const onKey = vi.fn();
  render(<TouchKeys control={false} onControl={vi.fn()} onKey={onKey} />);
  const key = screen.getByRole('button', { name: 'Esc' });
  expect(fireEvent.pointerDown(key)).toBe(false);
  fireEvent.click(key);
  expect(onKey).toHaveBeenCalledExactlyOnceWith('\u001b');
});
