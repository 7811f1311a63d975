import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyCalibration,
  fitIsotonic,
  fitPlatt,
  poolAdjacentViolators,
} from '../../../shared/analytics/learn/index.ts'
import { scoredRows, type ScoredRow } from './arbitrary.ts'

const seeded = { seed: 12, numRuns: 300 }
const grid = Float64Array.from({ length: 301 }, (_, k) => (k - 50) / 200)

function columns(rows: readonly ScoredRow[]): { scores: Float64Array; labels: Uint8Array } {
  return {
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
  }
}

/** Largest of the smallest means over stretches: the isotonic fit by its min-max formula. */
function minMax(rows: readonly ScoredRow[], score: number): number {
  const values = [...new Set(rows.map((row) => row.score))]
  const mean = (from: number, to: number): number => {
    const inside = rows.filter((row) => row.score >= from && row.score <= to)
    return inside.reduce((sum, row) => sum + row.label, 0) / inside.length
  }
  const starts = values.filter((value) => value <= score)
  const ends = values.filter((value) => value >= score)
  return Math.max(...starts.map((from) => Math.min(...ends.map((to) => mean(from, to)))))
}

describe('calibration', () => {
  it('isotonic never falls and stays inside 0..1', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const { scores, labels } = columns(rows)
        const p = applyCalibration(fitIsotonic(scores, labels), grid)
        p.forEach((value, k) => {
          expect(value > 0 && value < 1).toBe(true)
          expect(value).toBeGreaterThanOrEqual(p[k - 1] ?? 0)
        })
      }),
      seeded,
    )
  })

  it('pooling gives what the min-max formula gives', () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const { scores, labels } = columns(rows)
        for (const block of poolAdjacentViolators(scores, labels)) {
          expect(block.churners / block.n).toBeCloseTo(minMax(rows, block.lowScore), 10)
          expect(block.churners / block.n).toBeCloseTo(minMax(rows, block.highScore), 10)
        }
      }),
      seeded,
    )
  })

  it("Platt's sigmoid is finite, and its mean is near the smoothed base rate", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const { scores, labels } = columns(rows)
        const fit = fitPlatt(scores, labels)
        expect(Number.isFinite(fit.slope) && Number.isFinite(fit.intercept)).toBe(true)
        const n = labels.length
        const positives = labels.reduce((sum, label) => sum + label, 0)
        const target = (positives * (positives + 1)) / (positives + 2) + (n - positives) / (n - positives + 2)
        const p = applyCalibration(fit, scores)
        expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(target, 4)
      }),
      seeded,
    )
  })
})
