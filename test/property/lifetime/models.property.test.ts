import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedUntilDropout } from '../../../shared/analytics/lifetime/expectedPurchases.ts'
import { conditionalSpend, gammaGammaLikelihood } from '../../../shared/analytics/lifetime/gammaGamma.ts'
import { groupHistories, thinGroups } from '../../../shared/analytics/lifetime/groups.ts'
import { modelOf } from '../../../shared/analytics/lifetime/models.ts'
import { expectedOrderDays, fittedGroups, pActive } from '../../../shared/analytics/lifetime/predict.ts'
import { LIFETIME_MODELS } from '../../../shared/contract/lifetime.ts'

const SEED = { seed: 20_250_601 }
/** over eight powers of ten */
const positive = fc.double({ min: -9, max: 9, noNaN: true }).map(Math.exp)
const parameters = fc.tuple(positive, positive, positive, positive).map((p) => Float64Array.from(p))
const moderate = fc
  .array(fc.double({ min: -2.5, max: 3, noNaN: true }).map(Math.exp), { minLength: 4, maxLength: 4 })
  .map((p) => Float64Array.from(p))
const history = fc
  .tuple(
    fc.integer({ min: 0, max: 5_000 }),
    fc.integer({ min: 0, max: 7_300 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([x, age, share]) => {
    const frequency = Math.min(x, age)
    const least = frequency
    return { frequency, recency: frequency === 0 ? 0 : least + Math.round(share * (age - least)), age }
  })
const histories = fc.array(history, { minLength: 1, maxLength: 30 })

function groupsOf(rows: readonly { frequency: number; recency: number; age: number }[]) {
  return groupHistories(
    Uint32Array.from(rows, ({ frequency }) => frequency),
    Uint32Array.from(rows, ({ recency }) => recency),
    Uint32Array.from(rows, ({ age }) => age),
  )
}

describe.each(LIFETIME_MODELS)('%s', (key) => {
  const model = modelOf(key)

  it('is finite and within range for any history and any parameters', () => {
    fc.assert(
      fc.property(
        parameters,
        histories,
        fc.constantFrom(1, 7),
        fc.integer({ min: 1, max: 3_650 }),
        (p, rows, unit, days) => {
          const groups = groupsOf(rows)
          const fitted = fittedGroups(model, p, unit, groups)
          const expected = expectedOrderDays(fitted, days)
          const active = pActive(fitted, days)
          const logs = model.rowLogLikelihood(groups, unit, p)
          const gradient = new Float64Array(4)
          const total = model.likelihood(groups, unit)(p, gradient)
          expect(Number.isFinite(total)).toBe(true)
          for (const value of gradient) expect(Number.isFinite(value)).toBe(true)
          for (let g = 0; g < groups.nGroups; g++) {
            expect(Number.isFinite(logs[g])).toBe(true)
            for (const share of [fitted.pAlive[g] ?? NaN, active[g] ?? NaN]) {
              expect(share).toBeGreaterThanOrEqual(0)
              expect(share).toBeLessThanOrEqual(1)
            }
            expect(expected[g]).toBeGreaterThanOrEqual(0)
            expect(Number.isFinite(expected[g])).toBe(true)
            expect(active[g]).toBeLessThanOrEqual((fitted.pAlive[g] ?? 0) * (1 + 1e-9))
            // Markov: the probability of any purchase is at most their expectation
            expect(active[g]).toBeLessThanOrEqual((expected[g] ?? 0) * (1 + 1e-6) + 1e-12)
          }
        },
      ),
      { ...SEED, numRuns: 120 },
    )
  })

  it('expects more, and a return more surely, over a longer horizon', () => {
    fc.assert(
      fc.property(
        parameters,
        history,
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (p, row, days, more) => {
          const fitted = fittedGroups(model, p, 7, groupsOf([row]))
          const [short, long] = [
            expectedOrderDays(fitted, days)[0] ?? 0,
            expectedOrderDays(fitted, days + more)[0] ?? 0,
          ]
          expect(long).toBeGreaterThanOrEqual(short * (1 - 1e-9))
          const [soon, late] = [pActive(fitted, days)[0] ?? 0, pActive(fitted, days + more)[0] ?? 0]
          expect(late).toBeGreaterThanOrEqual(soon - 1e-12)
        },
      ),
      { ...SEED, numRuns: 200 },
    )
  })

  it('has the gradient that differences of the likelihood show', () => {
    fc.assert(
      fc.property(moderate, fc.array(history, { minLength: 1, maxLength: 12 }), (p, rows) => {
        const likelihood = model.likelihood(groupsOf(rows), 7)
        const gradient = new Float64Array(4)
        const scratch = new Float64Array(4)
        const value = likelihood(p, gradient)
        for (let i = 0; i < 4; i++) {
          const step = (p[i] ?? 0) * 1e-5
          const at = (k: number) =>
            likelihood(
              p.map((v, j) => (j === i ? v + k * step : v)),
              scratch,
            )
          const numeric = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
          const noise = (Math.abs(value) * 1e-14) / step
          expect(Math.abs((gradient[i] ?? NaN) - numeric)).toBeLessThan(
            1e-6 * (1 + Math.abs(numeric)) + 10 * noise,
          )
        }
      }),
      { ...SEED, numRuns: 40 },
    )
  })

  it('is the same for customers in any order and in any compression', () => {
    fc.assert(
      fc.property(moderate, histories, (p, rows) => {
        const scratch = new Float64Array(4)
        const doubled = [...rows, ...rows.toReversed()]
        const once = model.likelihood(groupsOf(rows), 1)(p, scratch)
        const twice = model.likelihood(groupsOf(doubled), 1)(p, scratch)
        const single = rows.reduce((sum, row) => sum + model.likelihood(groupsOf([row]), 1)(p, scratch), 0)
        expect(Math.abs(twice - 2 * once)).toBeLessThan(1e-9 * (1 + Math.abs(once)))
        expect(Math.abs(single - once)).toBeLessThan(1e-9 * (1 + Math.abs(once)))
      }),
      { ...SEED, numRuns: 40 },
    )
  })

  it('scales with the unit of time: only the density of the order days changes', () => {
    fc.assert(
      fc.property(moderate, history, (p, row) => {
        const groups = groupsOf([row])
        const daily = p.map((v, i) => (model.isTime[i] === true ? v * 7 : v))
        const weeks = fittedGroups(model, p, 7, groups)
        const days = fittedGroups(model, daily, 1, groups)
        expect(days.pAlive[0]).toBeCloseTo(weeks.pAlive[0] ?? NaN, 9)
        expect(pActive(days, 30)[0]).toBeCloseTo(pActive(weeks, 30)[0] ?? NaN, 9)
        const [inDays, inWeeks] = [days, weeks].map((fitted) => expectedOrderDays(fitted, 30)[0] ?? NaN)
        expect(Math.abs((inDays ?? NaN) - (inWeeks ?? NaN))).toBeLessThan(1e-8 * (inWeeks ?? NaN) + 1e-12)
        const density = row.frequency * Math.log(7)
        const [logDays = NaN] = model.rowLogLikelihood(groups, 1, daily)
        const [logWeeks = NaN] = model.rowLogLikelihood(groups, 7, p)
        expect(Math.abs(logWeeks - density - logDays)).toBeLessThan(1e-9 * (1 + Math.abs(logDays)))
      }),
      { ...SEED, numRuns: 150 },
    )
  })
})

describe('expected purchases until dropout', () => {
  it('is the same whichever way it is computed, and continuous where the way changes', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        fc.double({ min: -3, max: 3, noNaN: true }),
        (shape, a, b, log) => {
          // around the number of terms at which the sum gives way to the integral
          const ratio = (1_960 / (shape + 40)) * Math.exp(log * 1e-3)
          const near = [ratio * (1 - 1e-7), ratio * (1 + 1e-7)].map((x) =>
            expectedUntilDropout(shape, x, a, b),
          )
          expect((near[1] ?? 0) / (near[0] ?? 1)).toBeCloseTo(1, 5)
          expect(near[0]).toBeLessThanOrEqual(shape * ratio * (1 + 1e-9))
        },
      ),
      { ...SEED, numRuns: 300 },
    )
  })
})

describe('groups', () => {
  it('hold every customer once', () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const groups = groupsOf([...rows, ...rows])
        expect(groups.weight.reduce((sum, w) => sum + w, 0)).toBe(2 * rows.length)
        ;[...rows, ...rows].forEach((row, i) => {
          const g = groups.groupOf[i] ?? -1
          expect([groups.frequency[g], groups.recencyDays[g], groups.ageDays[g]]).toEqual([
            row.frequency,
            row.recency,
            row.age,
          ])
          expect(groups.cellDays[groups.atAge[g] ?? -1]).toBe(row.age)
          expect(groups.cellDays[groups.atRecency[g] ?? -1]).toBe(row.recency)
          expect(groups.cellFrequency[groups.atRecency[g] ?? -1]).toBe(row.frequency)
        })
        const thin = thinGroups(groups, 2)
        expect(thin.nGroups).toBe(Math.ceil(groups.nGroups / 2))
      }),
      { ...SEED, numRuns: 100 },
    )
  })
})

describe('spend', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), positive), {
    minLength: 1,
    maxLength: 20,
  })

  it('has the gradient that differences of the likelihood show', () => {
    fc.assert(
      fc.property(moderate, rows, (p4, payers) => {
        const p = p4.subarray(0, 3)
        const likelihood = gammaGammaLikelihood({
          frequency: Uint32Array.from(payers, ([x]) => x),
          average: Float64Array.from(payers, ([, m]) => m),
        })
        const gradient = new Float64Array(3)
        const scratch = new Float64Array(3)
        const value = likelihood(p, gradient)
        expect(Number.isFinite(value)).toBe(true)
        for (let i = 0; i < 3; i++) {
          const step = (p[i] ?? 0) * 1e-5
          const at = (k: number) =>
            likelihood(
              p.map((v, j) => (j === i ? v + k * step : v)),
              scratch,
            )
          const numeric = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
          const scale = payers.reduce((sum, [x, m]) => sum + x * (10 + Math.abs(Math.log(m * x))), 0)
          const noise = (scale * 1e-14 * (1 + (p[0] ?? 0))) / step
          expect(Math.abs((gradient[i] ?? NaN) - numeric)).toBeLessThan(
            1e-6 * (1 + Math.abs(numeric)) + 10 * noise,
          )
        }
      }),
      { ...SEED, numRuns: 150 },
    )
  })

  it('lies between the customer and the population, nearer to him the more he bought', () => {
    fc.assert(
      fc.property(moderate, positive, fc.integer({ min: 1, max: 500 }), (p4, m, x) => {
        const p = Float64Array.of(p4[0] ?? 1, 1 + (p4[1] ?? 1), p4[2] ?? 1)
        const population = conditionalSpend(0, 0, p)
        const [few, many] = [conditionalSpend(m, x, p), conditionalSpend(m, x + 1, p)]
        expect(few).toBeGreaterThanOrEqual(Math.min(m, population) * (1 - 1e-9))
        expect(few).toBeLessThanOrEqual(Math.max(m, population) * (1 + 1e-9))
        expect(Math.abs(many - m)).toBeLessThanOrEqual(Math.abs(few - m) * (1 + 1e-9) + 1e-9 * m)
      }),
      { ...SEED, numRuns: 200 },
    )
  })
})
