import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { showPage } from '@/lib/test-page';
import { PauseBanner } from './pause-banner';

afterEach(() => vi.unstubAllGlobals());

test('says that all is paused on every page, and resumes', async () => {
  showPage(<PauseBanner />, { 'GET /api/ratchet': { paused: true }, 'PUT /api/ratchet': { paused: false } });
  expect(await screen.findByText('All auto-fix is paused.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(screen.queryByText('All auto-fix is paused.')).toBeNull());
});

test('nothing is shown while it goes on', async () => {
  const { sent } = showPage(<PauseBanner />, { 'GET /api/ratchet': { paused: false } });
  await waitFor(() => expect(sent.length).toBe(1));
  expect(screen.queryByText('All auto-fix is paused.')).toBeNull();
});
