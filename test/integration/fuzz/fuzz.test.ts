import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import type { FIXTURES } from './fixtures.ts'
import { superviseCases } from './supervise.ts'

const GROUPS: readonly (readonly [keyof typeof FIXTURES, number, number])[] = [
  ['delimited', 1000, 1000],
  ['xlsx', 5000, 500],
  ['jsonl', 7000, 400],
  ['gzip', 9000, 400],
]
/** More than the heap may take and a busy allocator keeps; a bomb that was inflated takes many times this. */
const RSS_GROWTH_MAX = 700 * 1024 * 1024

const folder = temporaryFolder('fuzz')
const range = (from: number, n: number): number[] => Array.from({ length: n }, (_, i) => from + i)

describe('damaged files', () => {
  it.each(GROUPS)(
    '%s: every one ends in balanced books or in a clear error, and the project stays sound',
    async (group, firstSeed, nCases) => {
      const run = await superviseCases({ group, seeds: range(firstSeed, nCases), folder })
      expect(run.failures).toEqual([])
      expect(run.nCases).toBe(nCases)
      expect(run.outcomes['imported']).toBeGreaterThan(nCases / 10)
      expect(run.rowsAccepted).toBeGreaterThan(nCases)
      expect(run.rssGrowthBytes).toBeLessThan(RSS_GROWTH_MAX)
    },
    900_000,
  )
})
