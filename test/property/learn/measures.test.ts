import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracyAt,
  auc,
  baseRate,
  brier,
  calibrationCurve,
  calibrationError,
  empc,
  liftByDecile,
  logLoss,
  majorityAccuracy,
  mpc,
  prAuc,
  thresholdCurve,
  topDecileLift,
  type ScoredSample,
} from '../../../shared/analytics/learn/index.ts'
import { sampleOf, scoredRows, type ScoredRow } from './arbitrary.ts'

const seeded = { seed: 11, numRuns: 300 }

/** Every measure of a sample as one list. */
function everything(sample: ScoredSample): (number | null)[] {
  const single = [auc, prAuc, brier, logLoss, accuracyAt, majorityAccuracy, baseRate, calibrationError]
  const profits = [mpc(sample), empc(sample)].flatMap((p) => [
    p?.profitPerCustomer ?? null,
    p?.contactShare ?? null,
  ])
  return [
    ...single.map((measure) => measure(sample)),
    topDecileLift(sample),
    ...profits,
    ...liftByDecile(sample).flatMap(({ churners, cumulativeGain }) => [churners, cumulativeGain]),
    ...calibrationCurve(sample).flatMap(({ n, observed, low, high }) => [n, observed, low, high]),
    ...thresholdCurve(sample).truePositives,
  ]
}

function expectSame(a: readonly (number | null)[], b: readonly (number | null)[]): void {
  expect(a).toHaveLength(b.length)
  a.forEach((value, k) => {
    const other = b[k] ?? null
    if (value === null || other === null) expect(value).toBe(other)
    else expect(value).toBeCloseTo(other, 9)
  })
}

/** How often a churner is above a stayer, pair by pair. */
function plainAuc(rows: readonly ScoredRow[]): number | null {
  let sum = 0
  let pairs = 0
  for (const a of rows) {
    for (const b of rows) {
      if (a.label !== 1 || b.label !== 0) continue
      const weight = a.weight * b.weight
      pairs += weight
      sum += weight * (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)
    }
  }
  return pairs > 0 ? sum / pairs : null
}

describe('measures of scored rows', () => {
  it('are finite or null, whatever the rows', () => {
    fc.assert(
      fc.property(scoredRows, fc.boolean(), (rows, isWeighted) => {
        const values = everything(sampleOf(rows, isWeighted))
        expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true)
      }),
      seeded,
    )
  })

  it('do not depend on the order of rows', () => {
    const shuffled = scoredRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([rows, other]) =>
        expectSame(everything(sampleOf(rows)), everything(sampleOf(other))),
      ),
      seeded,
    )
  })

  it('count a weight as that many rows', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const repeated = rows.flatMap((row) => Array.from({ length: row.weight }, () => row))
        expectSame(everything(sampleOf(rows, true)), everything(sampleOf(repeated)))
      }),
      seeded,
    )
  })

  it('AUC counts pairs', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => expectSame([auc(sampleOf(rows, true))], [plainAuc(rows)])),
      seeded,
    )
  })

  it('AUC turns around with the labels, and with the scores', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const area = auc(sampleOf(rows))
        const turned = area === null ? null : 1 - area
        expectSame([auc(sampleOf(rows.map((row) => ({ ...row, label: 1 - row.label }))))], [turned])
        expectSame([auc(sampleOf(rows.map((row) => ({ ...row, score: 1 - row.score }))))], [turned])
      }),
      seeded,
    )
  })

  it('that look at order alone do not change under a monotone transformation', () => {
    const ordinal = (sample: ScoredSample): (number | null)[] => {
      const expected = empc(sample)
      return [auc(sample), prAuc(sample), topDecileLift(sample), expected?.profitPerCustomer ?? null]
    }
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const bent = rows.map((row) => ({ ...row, score: Math.exp(3 * row.score) - 20 }))
        expectSame(ordinal(sampleOf(rows)), ordinal(sampleOf(bent)))
      }),
      seeded,
    )
  })

  it('lift averages 1 and gain ends at 1', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const deciles = liftByDecile(sampleOf(rows))
        if (deciles[0]?.lift == null) return
        expect(deciles.reduce((sum, { lift }) => sum + (lift ?? NaN), 0) / 10).toBeCloseTo(1, 9)
        expect(deciles.at(-1)?.cumulativeGain).toBeCloseTo(1, 9)
      }),
      seeded,
    )
  })

  it('expected profit is not below the profit at the mean acceptance rate, and a useless contact is not made', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const sample = sampleOf(rows)
        const fixed = mpc(sample)?.profitPerCustomer ?? NaN
        // the maximum of linear functions is convex, so Jensen's inequality holds
        expect((empc(sample)?.profitPerCustomer ?? NaN) + 1e-9).toBeGreaterThanOrEqual(fixed)
        expect(fixed).toBeGreaterThanOrEqual(0)
      }),
      seeded,
    )
  })
})
