import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '../../..');

/** Browser tests on the built portal and its sandbox clusters; nothing between them and the network is mocked. */
export default defineConfig({
  testDir: __dirname,
  testMatch: '**/*.spec.ts',
  // These need real clusters: npm run test:cluster.
  testIgnore: '**/real/**',
  outputDir: path.join(root, 'test-results/sandbox'),
  // Each worker has a portal and halls of its own; the tests of a file share them. A test waits more than it computes.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: false,
  // What passes only at the second try is named in the closing lines.
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_REPORT ?? path.join(root, 'test-results/report.json') }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--disable-sync', '--disable-background-networking'],
    },
  },
});
