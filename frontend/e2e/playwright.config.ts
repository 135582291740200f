import { defineConfig } from '@playwright/test';

const link = process.env.SIGN_IN_LINK;
if (link === undefined) throw new Error('SIGN_IN_LINK is not set; the tests are started by e2e/run.mjs');
const executablePath = process.env.BROWSER_PATH;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // In the order of their numbers: the first meets a new server, the last kills it, and its sign-in link with it.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: new URL(link).origin,
    colorScheme: 'dark',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
