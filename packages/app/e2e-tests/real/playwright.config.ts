import path from 'node:path';
import { defineConfig } from '@playwright/test';
import base from '../playwright.config';
import { root } from '../stack';

// Beside those of the sandbox, which has more to show.
process.env.SCREENSHOTS = 'real';

/** The portal on real Kubernetes and Kueue instead of the sandbox; a part of `npm run test:cluster`. */
export default defineConfig({
  ...base,
  testDir: __dirname,
  testMatch: '**/*.real.spec.ts',
  testIgnore: [],
  // Each configuration empties its own.
  outputDir: path.join(root, 'test-results/real'),
  // Everything shares one stack: starting it costs more than most tests.
  workers: 1,
  // These limits are never a measure of speed: control planes and a browser share the machine.
  timeout: 600_000,
  expect: { timeout: 120_000 },
});
