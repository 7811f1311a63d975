import { defineConfig } from '@playwright/test'

/** A person's journeys in a real browser. One worker: every test starts its own backend on the loopback shell. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  outputDir: '../../test-results',
  expect: { timeout: 15_000 },
})
