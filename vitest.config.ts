import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,property,golden,migration,transport,integration}/**/*.test.{ts,tsx}'],
    environment: 'node',
    env: { TZ: 'Asia/Shanghai', LANG: 'C.UTF-8' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
