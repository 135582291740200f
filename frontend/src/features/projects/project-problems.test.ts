import { expect, test } from 'vitest';
import { ApiError } from '@/lib/api-client';
import { isGitUrl, problemOf } from './project-problems';

test.each([
  ['https://github.com/a/b.git', true],
  ['ssh://git@host/a/b', true],
  ['git@github.com:a/b.git', true],
  ['~/code/ledgerline', false],
  ['/srv/code', false],
  ['C:\\code', false],
])('%s', (text, url) => expect(isGitUrl(text)).toBe(url));

test('a problem says what to do and names the project that is there already', () => {
  const problem = problemOf(new ApiError(409, { code: 'PROJECT_EXISTS', detail: 'Known.', projectId: 'p7' }));
  expect(problem).toMatchObject({ message: 'Known.', projectId: 'p7' });
  expect(problem.whatToDo).toContain('already');
});
