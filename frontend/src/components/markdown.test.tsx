import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Markdown } from './markdown';

const show = (text: string) =>
  render(
    <MantineProvider>
      <Markdown text={text} />
    </MantineProvider>,
  );

test('structure becomes elements', () => {
  show('# Title\n\nSome `code` and **weight**.\n\n1. one\n2. two\n\n```ts\nconst a = 1;\n```');
  expect(screen.getByRole('heading', { name: 'Title' })).toBeTruthy();
  expect(screen.getByText('code').tagName).toBe('CODE');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(screen.getByText('const a = 1;').closest('pre')).toBeTruthy();
});

test('raw HTML is text, and only web links are links', () => {
  const { container } = show(
    '<img src=x onerror=alert(1)> [run](javascript:alert(1)) [site](https://example.org)',
  );
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getAllByRole('link')).toHaveLength(1);
  expect(container.textContent).toContain('<img src=x onerror=alert(1)>');
});

test('an unfinished fence is drawn as code while it streams', () => {
  show('Look:\n\n```sql\nselect 1');
  expect(screen.getByText('select 1').tagName).toBe('CODE');
});
