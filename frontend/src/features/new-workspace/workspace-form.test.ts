import { expect, test } from 'vitest';
import { EMPTY_FORM, toRequest } from './workspace-form';

test('a prompt alone is enough, and only what was chosen is sent', () => {
  expect(toRequest({ ...EMPTY_FORM, prompt: ' Fix the drift ' })).toEqual({ prompt: 'Fix the drift' });
  expect(toRequest({ ...EMPTY_FORM, name: 'Quiet', agent: 'codex', baseBranch: 'next' })).toEqual({
    name: 'Quiet',
    agent: 'codex',
    baseBranch: 'next',
  });
});

test('nothing is sent while something needed is missing', () => {
  expect(toRequest(EMPTY_FORM)).toBeNull();
  expect(toRequest({ ...EMPTY_FORM, from: 'existing', prompt: 'x' })).toBeNull();
});

test('an existing branch needs neither prompt nor name, and has no base', () => {
  expect(toRequest({ ...EMPTY_FORM, from: 'existing', branch: 'origin/x', baseBranch: 'main' })).toEqual({
    branch: 'origin/x',
  });
});

test('an issue alone is enough: its title names the workspace and its text is the prompt', () => {
  const issue = { number: 2321, title: 'Minus sign' };
  expect(toRequest({ ...EMPTY_FORM, issue })).toEqual({ issue: 2321 });
  expect(toRequest({ ...EMPTY_FORM, issue, from: 'existing' })).toBeNull();
});
