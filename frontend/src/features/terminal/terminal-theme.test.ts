import { expect, test } from 'vitest';
import { hexOf } from './terminal-theme';

test('colours are given as canvases take them', () => {
  expect(hexOf('rgb(13, 13, 11)')).toBe('#0d0d0b');
  expect(hexOf('rgba(213, 245, 45, 0.5)')).toBe('#d5f52d80');
});
