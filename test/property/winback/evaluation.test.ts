import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeScenario, evaluate, stepTotals } from '../../../shared/analytics/winback/index.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { scenarioSchema, type ScenarioInput } from '../../../shared/contract/winback.ts'
import type { ScenarioTotals } from '../../../shared/contract/winbackResult.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { tallyOf, type RawScenario } from '../../golden/winback/customerByCustomer.ts'
import { scenarios } from './arbitrary.ts'

const RUNS = { numRuns: 300, seed: 20_251_112 }
const totalsOf = (input: ScenarioInput): ScenarioTotals =>
  computeScenario(readInput(scenarioSchema, input)).totals
const near = (a: number, b: number, scale = 1): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(scale, Math.abs(a), Math.abs(b))

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

describe('the evaluation', () => {
  it('agrees with every outcome of every customer', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const totals = totalsOf(input)
        const tally = tallyOf(input as unknown as RawScenario)
        for (const [name, value] of Object.entries<number>({ ...tally })) {
          const ours = totals[name as keyof ScenarioTotals] ?? NaN
          if (!near(ours, value)) throw new Error(`${name}: ${ours} is not ${value}`)
        }
      }),
      RUNS,
    )
  })

  it('never says NaN or infinity', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const whole = { ...input, budget: 500, uncertainty: { draws: 10 } }
        const result = computeScenario(readInput(scenarioSchema, whole))
        expect(numbersIn(result).filter((value) => !Number.isFinite(value))).toEqual([])
      }),
      { ...RUNS, numRuns: 100 },
    )
  })

  it('does not depend on the order of the groups', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const groups = [...(input.audience.groups ?? [])].reverse()
        const [a, b] = [totalsOf(input), totalsOf({ ...input, audience: { groups } })]
        for (const name of Object.keys(a) as (keyof ScenarioTotals)[]) {
          expect(near(a[name] ?? 0, b[name] ?? 0)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('is pure cost without any response', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const totals = totalsOf({ ...input, ladder: input.ladder.map((step) => ({ ...step, response: 0 })) })
        expect(totals.incrementalReturns).toBe(0)
        expect(totals.profit).toBe(-totals.total)
      }),
      RUNS,
    )
  })

  it('with one step is the single channel', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const [first] = input.ladder
        if (first === undefined) return
        const q = typeof first.response === 'number' ? first.response : 0.05
        const step = { ...first, day: 0, groups: ['*'], response: q, offer: false }
        const totals = totalsOf({ ...input, ladder: [step] })
        let returns = 0
        for (const { customers, organicReturn = 0, reachable = {} } of input.audience.groups ?? []) {
          const delivered = typeof step.delivered === 'number' ? step.delivered : 1
          returns += customers * (1 - organicReturn) * (reachable[first.channel ?? ''] ?? 1) * delivered * q
        }
        expect(near(totals.incrementalReturns, returns)).toBe(true)
      }),
      RUNS,
    )
  })

  it('gives back the redemption that is asked for, in both readings, or refuses with the range', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
        (input, share) => {
          const { offer } = input
          const base = computeScenario(readInput(scenarioSchema, input))
          const range = base.redemptionRange
          if (offer === undefined || range === null) return
          const { redeemShare: _, ...terms } = offer
          const wanted = range[0] + share * (range[1] - range[0])
          const habit = computeScenario(
            readInput(scenarioSchema, { ...input, offer: { ...terms, redemption: wanted } }),
          )
          expect(near(habit.totals.redemption ?? NaN, wanted, 0.01)).toBe(true)
          expect(near(habit.totals.incrementalReturns, base.totals.incrementalReturns)).toBe(true)

          const pull = (redemption: number) =>
            computeScenario(
              readInput(scenarioSchema, { ...input, offer: { ...offer, mode: 'pull', redemption } }),
            )
          const own = base.totals.redemption ?? 0
          const same = pull(own)
          expect(near(same.totals.redemption ?? NaN, own, 0.01)).toBe(true)
          const reach = same.lift?.redemptionRange ?? [0, 0]
          const beyond = reach[1] + 0.5 * (1 - reach[1])
          if (beyond <= reach[1] * (1 + 1e-9) + 1e-12) return
          expect(() => pull(beyond)).toThrow(AppError)
        },
      ),
      { ...RUNS, numRuns: 150 },
    )
  })

  it('breaks even where it says so', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const { breakEven, totals, redemptionRange } = computeScenario(readInput(scenarioSchema, input))
        const scale = Math.max(1, totals.total)
        const x = breakEven.responseMultiple
        if (x !== null) {
          const scaled = input.ladder.map((step) => {
            const { response } = step
            const times = (q: number): number => Math.min(1, q * x)
            return {
              ...step,
              response:
                typeof response === 'number'
                  ? times(response)
                  : Object.fromEntries(Object.entries(response).map(([name, q]) => [name, times(q)])),
            }
          })
          expect(Math.abs(totalsOf({ ...input, ladder: scaled }).profit) / scale).toBeLessThan(1e-6)
        }
        const r = breakEven.redemption
        if (r === null || redemptionRange === null || input.offer === undefined) return
        const { redeemShare: _, ...terms } = input.offer
        const even = totalsOf({ ...input, offer: { ...terms, redemption: r } })
        expect(Math.abs(even.profit) / scale).toBeLessThan(1e-6)
      }),
      RUNS,
    )
  })

  it('adds up by step as by group', () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const scenario = readInput(scenarioSchema, input)
        const evaluation = evaluate(scenario)
        const steps = stepTotals(scenario, evaluation)
        const { totals } = evaluation.result
        const sum = (of: (step: (typeof steps)[number]) => number): number =>
          steps.reduce((total, step) => total + of(step), 0)
        expect(
          near(
            sum(({ sent }) => sent),
            totals.contacts,
          ),
        ).toBe(true)
        expect(
          near(
            sum(({ incrementalReturns }) => incrementalReturns),
            totals.incrementalReturns,
          ),
        ).toBe(true)
        expect(
          near(
            sum(({ healthyReturns }) => healthyReturns),
            totals.healthyReturns,
          ),
        ).toBe(true)
        expect(
          near(
            sum(({ couponsIssued }) => couponsIssued),
            totals.couponsIssued,
          ),
        ).toBe(true)
        expect(steps.every(({ notSent }) => notSent >= -1e-6)).toBe(true)
        const leaked = totals.couponsLeaked * (input.offer?.faceValue ?? 0)
        const direct = sum(({ directCost }) => directCost) + leaked + (input.ledgers?.direct?.fixed ?? 0)
        expect(near(direct, totals.direct)).toBe(true)
      }),
      RUNS,
    )
  })
})
