import { defineConfig } from '@playwright/test'

/** A person's journeys in a real browser. Every test starts its own backend on the loopback shell, every worker its own browser. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  outputDir: '../../test-results',
  expect: { timeout: 15_000 },
})
