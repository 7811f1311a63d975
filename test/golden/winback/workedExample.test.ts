import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { computeScenario } from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { tallyOf, type RawScenario } from './customerByCustomer.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const example = read('workedExample.json')

function expectSame(actual: unknown, wanted: unknown, path: string): void {
  if (typeof wanted === 'number') {
    expect(typeof actual, path).toBe('number')
    expect(Math.abs(Number(actual) - wanted), path).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))
    return
  }
  if (typeof wanted !== 'object' || wanted === null) {
    expect(actual, path).toBe(wanted)
    return
  }
  expect(Object.keys(actual ?? {}), path).toEqual(Object.keys(wanted))
  for (const [key, value] of Object.entries(wanted)) {
    expectSame((actual as Record<string, unknown>)[key], value, `${path}.${key}`)
  }
}

describe('the worked example', () => {
  it('comes out as the independent program says, name for name, to a relative 1e-9', () => {
    expectSame(
      computeScenario(readInput(scenarioSchema, example)),
      read('workedExample.result.json'),
      'result',
    )
  })

  it('agrees with the second reading, customer by customer', () => {
    const { totals } = computeScenario(readInput(scenarioSchema, example))
    const tally = tallyOf(example as RawScenario)
    for (const [name, value] of Object.entries<number>({ ...tally })) {
      const ours = totals[name as keyof typeof totals] ?? NaN
      expect(Math.abs(ours - value), name).toBeLessThanOrEqual(1e-9 * Math.abs(value))
    }
  })

  it('gives the textbook sums: 10,000 SMS at 0.05 cost 500, 10,000 coupons of 20 redeemed at 10% cost 20,000', () => {
    const { totals } = computeScenario(
      readInput(scenarioSchema, {
        schema: 'huiliu.scenario/1',
        audience: { groups: [{ customers: 10_000, organicReturn: 0.2, revenuePerReturn: 300 }] },
        value: { marginRate: 0.3 },
        ladder: [{ channel: 'sms', unitCost: 0.05, response: 0, offer: true }],
        offer: { faceValue: 20, redemption: 0.1 },
      }),
    )
    expect(totals.messageCost).toBeCloseTo(500, 9)
    expect(totals.couponCost).toBeCloseTo(20_000, 7)
  })
})
