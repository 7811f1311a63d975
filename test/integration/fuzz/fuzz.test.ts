import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import type { FuzzRequest } from './fuzz.worker.ts'
import { N_LONG_RUNS } from './longRuns.ts'
import { superviseCases } from './supervise.ts'

const range = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step)

const GROUPS: readonly (readonly [FuzzRequest['group'], readonly number[]])[] = [
  ['delimited', range(1000, 2000)],
  ['xlsx', range(5000, 5500)],
  ['jsonl', range(7000, 7400)],
  ['gzip', range(9000, 9400)],
  ['runs', range(0, N_LONG_RUNS, 3)],
]
/** More than the heap may take and a busy allocator keeps; a bomb that was inflated takes many times this. */
const RSS_GROWTH_MAX = 700 * 1024 * 1024

const folder = temporaryFolder('fuzz')

describe('damaged files', () => {
  it.each(GROUPS)(
    '%s: every one ends in balanced books or in a clear error, and the project stays sound',
    async (group, seeds) => {
      const nCases = seeds.length
      const run = await superviseCases({ group, seeds, folder })
      expect(run.failures).toEqual([])
      expect(run.nCases).toBe(nCases)
      expect(run.outcomes['imported']).toBeGreaterThan(nCases / 10)
      expect(run.rowsAccepted).toBeGreaterThan(nCases)
      expect(run.rssGrowthBytes).toBeLessThan(RSS_GROWTH_MAX)
    },
    900_000,
  )
})
