import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { applyDesign, fitDesign, fitLogistic } from '../../../shared/analytics/learn/index.ts'
import { trainingRows } from './data.ts'
import glm from './glm.json' with { type: 'json' }
import reference from './reference.json' with { type: 'json' }

const { matrix, labels, weights } = trainingRows()
const n = matrix.nRows
const TIGHT = 1e-11

function expectAll(actual: readonly (number | null)[], wanted: readonly number[], digits: number): void {
  expect(actual).toHaveLength(wanted.length)
  wanted.forEach((value, k) => expect(actual[k]).toBeCloseTo(value, digits))
}

describe("logistic regression against R's glm", () => {
  for (const [name, row, w] of [
    ['without weights', glm.plain, null],
    ['with frequency weights', glm.weighted, weights],
  ] as const) {
    for (const solver of ['newton', 'lbfgs'] as const) {
      it(`${name}, ${solver}`, () => {
        const fit = fitLogistic(matrix, labels, {
          weights: w,
          solver,
          tolerance: TIGHT,
          standardErrors: true,
        })
        expect(fit.converged).toBe(true)
        expectAll([fit.intercept, ...fit.coefficients], row.estimates, 8)
        const errors = fit.standardErrors
        expectAll([errors?.intercept ?? null, ...(errors?.coefficients ?? [])], row.standardErrors, 7)
        const total = w === null ? n : w.reduce((sum, value) => sum + value, 0)
        expect(2 * total * fit.logLoss).toBeCloseTo(row.deviance, 8)
      })
    }
  }
})

describe('penalised logistic regression against scikit-learn', () => {
  const { ridge, elasticNet, lasso } = reference.logistic

  it.each(['newton', 'lbfgs'] as const)('ridge, %s', (solver) => {
    const fit = fitLogistic(matrix, labels, { l2: 1 / (ridge.C * n), solver, tolerance: TIGHT })
    expect(fit.converged).toBe(true)
    expectAll([fit.intercept, ...fit.coefficients], [ridge.intercept, ...ridge.coefficients], 7)
  })

  it('elastic net', () => {
    const lambda = 1 / (elasticNet.C * n)
    const options = { l1: lambda * elasticNet.l1Ratio, l2: lambda * (1 - elasticNet.l1Ratio) }
    const fit = fitLogistic(matrix, labels, { ...options, tolerance: TIGHT })
    expect(fit.converged).toBe(true)
    expectAll([fit.intercept, ...fit.coefficients], [elasticNet.intercept, ...elasticNet.coefficients], 7)
  })

  it('lasso, with the same columns left out', () => {
    const fit = fitLogistic(matrix, labels, { l1: 1 / (lasso.C * n), tolerance: TIGHT })
    expect(fit.converged).toBe(true)
    expectAll([fit.intercept, ...fit.coefficients], [lasso.intercept, ...lasso.coefficients], 7)
    expect(fit.coefficients.map((b) => b === 0)).toEqual(lasso.coefficients.map((b) => b === 0))
  })
})

interface PackageMatrix {
  readonly rows: number
}
interface PackageModel {
  train(x: PackageMatrix, y: PackageMatrix): void
  toJSON(): { classifiers: { weights: { to1DArray(): number[] } }[] }
}
type PackageClass = new (options: { numSteps: number; learningRate: number }) => PackageModel
interface MatrixClass {
  new (rows: number[][]): PackageMatrix
  columnVector(values: number[]): PackageMatrix
}

it('agrees with ml-logistic-regression on standardised columns', () => {
  const require = createRequire(import.meta.url)
  const Package = require('ml-logistic-regression') as PackageClass
  const { Matrix } = require('ml-matrix') as { Matrix: MatrixClass }
  const features = { nRows: n, columns: matrix.columns, nCategories: matrix.columns.map(() => 0) }
  const design = fitDesign(features, null, { clipShare: 0, mayTransform: false })
  const standard = applyDesign(design, features)
  const rows = Array.from({ length: n }, (_, i) => [1, ...standard.columns.map((column) => column[i] ?? NaN)])
  const model = new Package({ numSteps: 2_000, learningRate: 4 / n })
  model.train(new Matrix(rows), Matrix.columnVector(Array.from(labels)))
  // its classifier for class 0 tells the others from it
  const theirs = model.toJSON().classifiers[0]?.weights.to1DArray() ?? []
  const fit = fitLogistic(standard, labels, { tolerance: TIGHT })
  expectAll([fit.intercept, ...fit.coefficients], theirs, 6)
})
