import { expect, test } from 'vitest';
import { shownTabs, withBeside, withChosen } from './shown-tabs';

test('what is stored is shown while it is there, else the first', () => {
  expect(shownTabs('', ['a', 'b'])).toEqual(['a']);
  expect(shownTabs('b', ['a', 'b'])).toEqual(['b']);
  expect(shownTabs('b|a', ['a', 'b'])).toEqual(['b', 'a']);
  expect(shownTabs('gone|b', ['a', 'b'])).toEqual(['b']);
  expect(shownTabs('gone', [])).toEqual([]);
});

test('a chosen tab takes the place of the one with the focus', () => {
  expect(withChosen(['a', 'b'], 'a', 'c')).toEqual(['c', 'b']);
  expect(withChosen(['a', 'b'], 'b', 'c')).toEqual(['a', 'c']);
  expect(withChosen(['a', 'b'], undefined, 'c')).toEqual(['a', 'c']);
  expect(withChosen(['a', 'b'], 'a', 'b')).toEqual(['a', 'b']);
  expect(withChosen([], undefined, 'c')).toEqual(['c']);
});

test('a new terminal opens beside the one with the focus', () => {
  expect(withBeside(['a'], 'a', 'b')).toEqual(['a', 'b']);
  expect(withBeside([], undefined, 'b')).toEqual(['b']);
});
