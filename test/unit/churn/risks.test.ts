import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { riskLevel, riskLevels, valueBorders, valueTier } from '../../../shared/analytics/churn/levels.ts'
import { matchRisks, type Risks } from '../../../shared/analytics/churn/risks.ts'
import type { ChurnFilter, ChurnSort } from '../../../shared/contract/churnRisks.ts'
import { intervalAt, scoreIntervals } from '../../../shared/analytics/churn/scoreIntervals.ts'

const RISKS: Risks = {
  n: 4,
  customer: Uint32Array.of(3, 5, 8, 9),
  pChurn: Float32Array.of(0.9, 0.2, 0.6, 0.95),
  pLow: Float32Array.of(0.8, 0.1, 0.5, 0.9),
  pHigh: Float32Array.of(0.95, 0.3, 0.7, 0.99),
  level: Uint8Array.of(2, 0, 1, 2),
  levelBefore: Int8Array.of(1, 0, -1, 2),
  valueTier: Uint8Array.of(2, 1, 0, 0),
  valueMinor: Float64Array.of(50_000, 80_000, 1_000, -500),
  recencyDays: Int32Array.of(40, 3, 95, -1),
  overdue: Float32Array.of(3, 0.5, Number.NaN, Number.NaN),
}
const watch = () => 'watch' as const
const matched = (filter: ChurnFilter = {}, sort: ChurnSort = 'risk', isDescending = true): number[] =>
  Array.from(
    matchRisks(RISKS, filter, sort, isDescending, watch, null, () =>
      Uint32Array.from({ length: 10 }, (_, i) => 9 - i),
    ).rows,
  )

describe('the risk list', () => {
  it('is sorted both ways, "none" last in either', () => {
    expect(matched({}, 'risk', true)).toEqual([3, 0, 2, 1])
    expect(matched({}, 'risk', false)).toEqual([1, 2, 0, 3])
    expect(matched({}, 'overdue', true)).toEqual([0, 1, 2, 3])
    expect(matched({}, 'overdue', false)).toEqual([1, 0, 2, 3])
    expect(matched({}, 'customer', false)).toEqual([3, 2, 1, 0])
  })
  it('holds whom every part of the filter lets through', () => {
    expect(matched({ levels: [2] })).toEqual([3, 0])
    expect(matched({ newlyHigh: true })).toEqual([0])
    expect(matched({ recentOnly: true })).toEqual([0, 1])
    expect(matched({ levels: [2], valueTiers: [2] })).toEqual([0])
    expect(matched({ advice: ['recall'] })).toEqual([])
  })
  it('tells what the matched are worth; what was given back is nobody at risk', () => {
    const answer = matchRisks(RISKS, {}, 'value', true, watch, null, () => new Uint32Array(10))
    expect(answer.valueMinor).toBe(130_500)
    expect(answer.valueAtRiskMinor).toBeCloseTo(0.9 * 50_000 + 0.2 * 80_000 + 0.6 * 1_000, 0)
  })
})

describe('levels', () => {
  it('are high from three times the odds of an active customer on', () => {
    const levels = riskLevels(0.25)
    expect(levels).toEqual({ medium: 0.25, high: 0.5 })
    expect([0.2, 0.25, 0.49, 0.5].map((p) => riskLevel(p, levels))).toEqual([0, 1, 1, 2])
  })
  it('never call more likely than not a low risk', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (base) => {
        const levels = riskLevels(base)
        return riskLevel(0.51, levels) >= 1 && levels.high > levels.medium && levels.high < 1
      }),
      { seed: 5 },
    )
  })
  it('keep equal values in one tier', () => {
    const values = Float64Array.of(0, 0, 0, 0, 5, 9)
    const borders = valueBorders(values)
    expect(Array.from(values, (value) => valueTier(value, borders))).toEqual([0, 0, 0, 0, 2, 2])
    expect(valueBorders(new Float64Array(0))).toEqual({ low: 0, middle: 0 })
  })
})

describe('the interval of a score', () => {
  it('holds the score and lies within 0..1, whatever the test customers were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, p) => {
          const intervals = scoreIntervals(
            Float64Array.from(rows, ([score]) => score),
            Uint8Array.from(rows, ([, label]) => Number(label)),
          )
          const { low, high } = intervalAt(intervals, p)
          return low >= 0 && high <= 1 && low <= p && p <= high
        },
      ),
      { seed: 7 },
    )
  })
})
