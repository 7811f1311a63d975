import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  assumptionsOf,
  CLASSIC_PAIR,
  compareStrategies,
  computeScenario,
} from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { strategiesSchema } from '../../../shared/contract/winbackStrategies.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'resources', 'scenarios')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const readme = readFileSync(join(folder, 'README.md'), 'utf8')

describe('starting scenarios', () => {
  it.each(files)('%s computes, and the README tells of it in both languages', (name) => {
    const value = read(name)
    expect(readme.split(`\`${name}\``)).toHaveLength(3)
    if (name === 'classic-pair.json') {
      const pair = readInput(strategiesSchema, value)
      expect(compareStrategies(pair).pairs[0]?.tieValuePerReturn).toBe(175)
      expect(pair.strategies).toEqual(CLASSIC_PAIR.strategies)
      return
    }
    const { totals } = computeScenario(readInput(scenarioSchema, value))
    expect(totals.incrementalReturns).toBeGreaterThan(0)
    expect(totals.incrementalReturns).toBeLessThan(totals.customers * 0.1)
    expect(Number.isFinite(totals.profit)).toBe(true)
  })

  it('are a pair and at least five plans', () => {
    expect(files.length).toBeGreaterThanOrEqual(6)
  })

  it('tells every default that five numbers leave to it', () => {
    const paths = assumptionsOf(read('five-numbers.json') as ScenarioInput).map(({ path }) => path)
    expect(paths).toContain('audience.groups[0].organicReturn')
    expect(paths).toContain('ladder[0].delivered')
    expect(paths).toContain('ledgers.opportunity')
    const assumed = assumptionsOf(read('careful-ladder.json') as ScenarioInput)
    expect(assumed).toContainEqual({ path: 'ledgers.opportunity.alternativeRoi', value: 0.3 })
  })
})
