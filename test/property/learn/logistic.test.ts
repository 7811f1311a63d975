import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyDesign,
  fitDesign,
  fitLogistic,
  predictLogistic,
  type DesignMatrix,
  type FeatureMatrix,
} from '../../../shared/analytics/learn/index.ts'

const seeded = { seed: 13, numRuns: 150 }
const P = 3
const number = fc.integer({ min: -64, max: 64 }).map((k) => k / 32)
const row = fc.record({
  x: fc.array(number, { minLength: P, maxLength: P }),
  label: fc.integer({ min: 0, max: 1 }),
})
const rowsOfBoth = fc
  .array(row, { minLength: 4, maxLength: 40, size: 'max' })
  .filter((rows) => new Set(rows.map(({ label }) => label)).size === 2)
const shuffledRows = rowsOfBoth.chain((rows) =>
  fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
)
type Row = { readonly x: readonly number[]; readonly label: number }

function matrixOf(rows: readonly Row[]): DesignMatrix {
  const columns = Array.from({ length: P }, (_, j) => Float32Array.from(rows, ({ x }) => x[j] ?? NaN))
  return { nRows: rows.length, nColumns: P, columns }
}

function labelsOf(rows: readonly Row[]): Uint8Array {
  return Uint8Array.from(rows, ({ label }) => label)
}

describe('logistic regression', () => {
  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(shuffledRows, fc.constantFrom(0, 0.02), ([rows, other], l1) => {
        const options = { l1, l2: 0.05, tolerance: 1e-11 }
        const a = fitLogistic(matrixOf(rows), labelsOf(rows), options)
        const b = fitLogistic(matrixOf(other), labelsOf(other), options)
        expect(a.converged && b.converged).toBe(true)
        a.coefficients.forEach((value, j) => expect(value).toBeCloseTo(b.coefficients[j] ?? NaN, 7))
      }),
      seeded,
    )
  })

  it('predicts the base rate on average, and no nudge of a coefficient is better', () => {
    fc.assert(
      fc.property(rowsOfBoth, fc.constantFrom(0, 0.03), fc.constantFrom(0.01, 0.2), (rows, l1, l2) => {
        const matrix = matrixOf(rows)
        const labels = labelsOf(rows)
        const fit = fitLogistic(matrix, labels, { l1, l2, tolerance: 1e-10 })
        const p = predictLogistic(fit, matrix)
        const positives = labels.reduce((sum, label) => sum + label, 0)
        expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(positives, 6)
        const objective = (coefficients: readonly number[]): number => {
          const q = predictLogistic({ ...fit, coefficients }, matrix)
          const loss = q.reduce((sum, value, i) => sum - Math.log(labels[i] === 1 ? value : 1 - value), 0)
          return coefficients.reduce(
            (sum, b) => sum + l1 * Math.abs(b) + (l2 / 2) * b * b,
            loss / rows.length,
          )
        }
        expect(objective(fit.coefficients)).toBeCloseTo(fit.objective, 9)
        fit.coefficients.forEach((_, j) => {
          for (const nudge of [-1e-3, 1e-3]) {
            const moved = fit.coefficients.map((b, k) => (k === j ? b + nudge : b))
            expect(objective(moved)).toBeGreaterThanOrEqual(fit.objective - 1e-12)
          }
        })
      }),
      seeded,
    )
  })

  it('always ends and says how, without any penalty', () => {
    fc.assert(
      fc.property(rowsOfBoth, fc.constantFrom('newton' as const, 'lbfgs' as const), (rows, solver) => {
        const fit = fitLogistic(matrixOf(rows), labelsOf(rows), { solver, standardErrors: true })
        const numbers = [fit.intercept, ...fit.coefficients, fit.objective, fit.gradientNorm]
        expect(numbers.every(Number.isFinite)).toBe(true)
        if (solver === 'newton') expect(fit.converged).toBe(fit.separation === 'none')
      }),
      seeded,
    )
  })
})

describe('the linear design', () => {
  const cell = fc.oneof(
    number,
    fc.constant(NaN),
    fc.integer({ min: -3, max: 3 }).map((k) => Math.sinh(3 * k)),
  )
  const table = fc
    .array(fc.tuple(cell, cell, fc.oneof(fc.constant(NaN), fc.integer({ min: 0, max: 3 }))), {
      minLength: 2,
      maxLength: 50,
    })
    .map((rows): FeatureMatrix => ({
      nRows: rows.length,
      columns: [0, 1, 2].map((f) => Float32Array.from(rows, (values) => values[f] ?? NaN)),
      nCategories: [0, 0, 4],
    }))

  it('gives finite standardised columns, each different from the others', () => {
    fc.assert(
      fc.property(table, (matrix) => {
        const design = fitDesign(matrix, null, { minCategoryRows: 2 })
        const { columns } = applyDesign(design, matrix)
        columns.forEach((column) => {
          expect(column.every(Number.isFinite)).toBe(true)
          expect(column.reduce((sum, z) => sum + z, 0) / matrix.nRows).toBeCloseTo(0, 4)
          expect(column.reduce((sum, z) => sum + z * z, 0) / matrix.nRows).toBeCloseTo(1, 4)
        })
        const nOf = (feature: number): number =>
          design.columns.filter((c) => c.feature === feature).length +
          design.dropped.filter((c) => c.feature === feature).length
        expect([0, 1, 2].every((feature) => nOf(feature) > 0)).toBe(true)
      }),
      seeded,
    )
  })
})
