import { expect, test } from 'vitest';
import { splitRisky } from './risky-command';

const risky = (command: string) =>
  splitRisky(command)
    .filter((part) => part.risky)
    .map((part) => part.text);

test.each([
  ['docker compose -f it/compose.yaml down -v && docker compose up -d', ['down -v']],
  ['git push --force-with-lease origin ff/x', ['git push --force-with-lease']],
  ['rm -rf build && ls', ['rm -rf']],
  ['git reset --hard HEAD~1', ['reset --hard']],
  ['./mvnw -q test', []],
])('%s', (command, parts) => {
  expect(risky(command)).toEqual(parts);
  expect(
    splitRisky(command)
      .map((part) => part.text)
      .join(''),
  ).toBe(command);
});
