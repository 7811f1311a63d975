import { describe, expect, it } from 'vitest'
import {
  applyDesign,
  fitDesign,
  fitLogistic,
  fitLogisticPath,
  logisticContributions,
  logOddsOf,
  predictLogistic,
  type DesignMatrix,
  type LogisticFit,
} from '../../../shared/analytics/learn/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

function matrixOf(columns: readonly ArrayLike<number>[]): DesignMatrix {
  return {
    nRows: columns[0]?.length ?? 0,
    nColumns: columns.length,
    columns: columns.map((column) => Float32Array.from(column)),
  }
}

interface Drawn {
  readonly matrix: DesignMatrix
  readonly labels: Uint8Array
}

/** Uniform columns of standard deviation 1; the first `nUseful` have an effect. */
function drawn(nRows: number, nColumns: number, nUseful: number, seed: number): Drawn {
  const random = seededRandom(seed)
  const columns = Array.from({ length: nColumns }, () =>
    Float32Array.from({ length: nRows }, () => Math.sqrt(12) * (random.next() - 0.5)),
  )
  const labels = Uint8Array.from({ length: nRows }, (_, i) => {
    const eta = columns
      .slice(0, nUseful)
      .reduce((sum, x, j) => sum + (j % 2 ? -0.6 : 0.9) * (x[i] ?? 0), -0.5)
    return random.next() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
  })
  return { matrix: { nRows, nColumns, columns }, labels }
}

/** Largest violation of the optimum's conditions, computed plainly. */
function violation({ matrix, labels }: Drawn, fit: LogisticFit): number {
  const p = predictLogistic(fit, matrix)
  const slope = (x: ArrayLike<number>): number =>
    p.reduce((sum, value, i) => sum + (value - (labels[i] ?? 0)) * (x[i] ?? 0), 0) / matrix.nRows
  const parts = fit.coefficients.map((b, j) => {
    const g = slope(matrix.columns[j] ?? []) + fit.l2 * b
    return b === 0 ? Math.max(0, Math.abs(g) - fit.l1) : Math.abs(g + Math.sign(b) * fit.l1)
  })
  return Math.max(Math.abs(slope(p.map(() => 1))), ...parts)
}

describe('logistic regression', () => {
  it('without features gives the base rate', () => {
    const fit = fitLogistic({ nRows: 4, nColumns: 0, columns: [] }, Uint8Array.of(1, 0, 0, 0))
    expect(fit.converged).toBe(true)
    expect(predictLogistic(fit, { nRows: 1, nColumns: 0, columns: [] })[0]).toBeCloseTo(0.25, 12)
  })

  it('treats a weight of 2 as two rows', () => {
    const { matrix, labels } = drawn(80, 3, 3, 1)
    const weights = Float64Array.from(labels, (_, i) => i % 3)
    const rows = [...labels.keys()].flatMap((i) => Array.from({ length: i % 3 }, () => i))
    const repeated = matrixOf(matrix.columns.map((x) => rows.map((i) => x[i] ?? NaN)))
    const options = { l2: 0.01, tolerance: 1e-12, standardErrors: true }
    const a = fitLogistic(matrix, labels, { ...options, weights })
    const b = fitLogistic(
      repeated,
      Uint8Array.from(rows, (i) => labels[i] ?? 0),
      options,
    )
    a.coefficients.forEach((value, j) => expect(value).toBeCloseTo(b.coefficients[j] ?? NaN, 10))
    expect(a.standardErrors?.intercept).toBeCloseTo(b.standardErrors?.intercept ?? NaN, 10)
  })

  it('reports complete separation at once, and still fits with a penalty', () => {
    const matrix = matrixOf([[-2, -1, -0.5, 0.5, 1, 2]])
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 1)
    for (const solver of ['newton', 'lbfgs'] as const) {
      const free = fitLogistic(matrix, labels, { solver })
      expect(free).toMatchObject({ separation: 'complete', converged: false })
      expect(free.iterations).toBeLessThan(5)
    }
    const ridge = fitLogistic(matrix, labels, { l2: 0.1 })
    expect(ridge).toMatchObject({ separation: 'complete', converged: true })
  })

  it('reports quasi-complete separation instead of looping', () => {
    const { matrix, labels } = drawn(400, 2, 2, 2)
    // nobody with the mark stays
    const mark = Array.from(labels, (label, i) => (label === 1 && i % 3 === 0 ? 1 : 0))
    const fit = fitLogistic(matrixOf([...matrix.columns, mark]), labels)
    expect(fit).toMatchObject({ separation: 'quasi', converged: false, standardErrors: null })
    expect(fit.iterations).toBeLessThan(40)
    expect(fitLogistic(matrix, labels)).toMatchObject({ separation: 'none', converged: true })
  })

  it('names columns that depend on earlier ones', () => {
    const { matrix, labels } = drawn(200, 2, 2, 3)
    const [a, b] = [matrix.columns[0] ?? new Float32Array(), matrix.columns[1] ?? new Float32Array()]
    const sum = Float32Array.from(a, (value, i) => Math.fround(value) + Math.fround(b[i] ?? 0))
    const fit = fitLogistic(matrixOf([a, b, a, sum]), labels, { standardErrors: true })
    expect(fit.aliased).toContain(2)
    expect(fit.coefficients[2]).toBe(0)
    expect(fit.standardErrors?.coefficients[2]).toBeNull()
    expect(fit.converged).toBe(true)
  })

  it('reaches the same optimum from sampled curvature as without it', () => {
    const data = drawn(24_000, 199, 20, 4)
    // varies on three rows only, which the sample hardly meets
    const rare = Float32Array.from({ length: 24_000 }, (_, i) => (i % 8_001 === 17 ? 90 : 0))
    const matrix = matrixOf([...data.matrix.columns, rare])
    const newton = fitLogistic(matrix, data.labels, { l2: 1e-3, tolerance: 1e-10 })
    const lbfgs = fitLogistic(matrix, data.labels, { l2: 1e-3, tolerance: 1e-10, solver: 'lbfgs' })
    expect(newton.converged && lbfgs.converged).toBe(true)
    newton.coefficients.forEach((b, j) => expect(b).toBeCloseTo(lbfgs.coefficients[j] ?? NaN, 7))
  })

  it('fits more columns than rows with an L1 penalty', () => {
    const data = drawn(200, 400, 4, 5)
    const fit = fitLogistic(data.matrix, data.labels, { l1: 0.05 })
    expect(fit.converged).toBe(true)
    expect(violation(data, fit)).toBeLessThan(2e-8)
    expect(fit.coefficients.filter((b) => b !== 0).length).toBeLessThan(60)
    expect(fit.coefficients[0]).toBeGreaterThan(0.1)
  })

  it('refuses what it cannot fit', () => {
    const matrix = matrixOf([[1, 2]])
    expect(() => fitLogistic(matrix, Uint8Array.of(1, 1))).toThrow('one-class')
    expect(() => fitLogistic(matrix, Uint8Array.of(1, 2))).toThrow('input-invalid')
    expect(() => fitLogistic(matrix, Uint8Array.of(1))).toThrow('input-invalid')
    expect(() => fitLogistic(matrix, Uint8Array.of(0, 1), { l2: -1 })).toThrow('input-invalid')
    expect(() => fitLogistic(matrix, Uint8Array.of(0, 1), { weights: Float64Array.of(1, NaN) })).toThrow(
      'weights',
    )
    expect(() => fitLogistic(matrix, Uint8Array.of(0, 1), { weights: Float64Array.of(0, 1) })).toThrow(
      'one-class',
    )
    expect(() => fitLogistic(matrixOf([[]]), Uint8Array.of())).toThrow('no-data')
    const isCancelled = (): boolean => true
    for (const solver of ['newton', 'lbfgs'] as const) {
      expect(() => fitLogistic(matrix, Uint8Array.of(0, 1), { l2: 1, solver, isCancelled })).toThrow(
        'cancelled',
      )
    }
  })
})

describe('the path of penalties', () => {
  const data = drawn(300, 12, 3, 6)

  it('starts with no column and takes in more', () => {
    const fits = fitLogisticPath(data.matrix, data.labels, { alpha: 1, nLambdas: 20 })
    const used = fits.map((fit) => fit.coefficients.filter((b) => b !== 0).length)
    expect(used[0]).toBe(0)
    expect(used.at(-1)).toBeGreaterThan(8)
    expect(fits.every((fit) => fit.converged)).toBe(true)
    fits.slice(1).forEach((fit, k) => expect(fit.logLoss).toBeLessThanOrEqual(fits[k]?.logLoss ?? 0))
  })

  it.each([0, 0.5, 1])('with alpha %d gives what single fits give', (alpha) => {
    const fits = fitLogisticPath(data.matrix, data.labels, {
      alpha,
      lambdas: [0.1, 0.03, 0.01],
      tolerance: 1e-11,
    })
    expect(fits).toHaveLength(3)
    for (const fit of fits) {
      const single = fitLogistic(data.matrix, data.labels, { l1: fit.l1, l2: fit.l2, tolerance: 1e-11 })
      fit.coefficients.forEach((b, j) => expect(b).toBeCloseTo(single.coefficients[j] ?? NaN, 8))
      expect(violation(data, fit)).toBeLessThan(1e-10)
    }
  })

  it('refuses penalties that do not fall', () => {
    expect(() => fitLogisticPath(data.matrix, data.labels, { lambdas: [0.1, 0.2] })).toThrow('lambdas')
    expect(() => fitLogisticPath(data.matrix, data.labels, { alpha: 2 })).toThrow('alpha')
  })
})

it('contributions add up to the log-odds, with the training mean as baseline', () => {
  const { matrix, labels } = drawn(120, 3, 3, 7)
  const columns = matrix.columns.map((x, j) => x.map((value, i) => (j === 1 && i % 5 === 0 ? NaN : value)))
  columns.push(Float32Array.from(labels, (_, i) => i % 3))
  const features = { nRows: 120, columns, nCategories: [0, 0, 0, 3] }
  const design = fitDesign(features)
  const standard = applyDesign(design, features)
  const fit = fitLogistic(standard, labels, { l2: 0.01 })
  const { baseline, nFeatures, values } = logisticContributions(fit, design, standard)
  expect(nFeatures).toBe(4)
  const eta = logOddsOf(fit, standard)
  eta.forEach((value, i) => {
    const sum = values.subarray(i * 4, i * 4 + 4).reduce((total, part) => total + part, baseline)
    expect(sum).toBeCloseTo(value, 10)
  })
  expect(eta.reduce((sum, value) => sum + value, 0) / 120).toBeCloseTo(baseline, 6)
  expect(JSON.parse(JSON.stringify(fit))).toEqual(fit)
})
