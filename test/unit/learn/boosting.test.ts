import { expect, test } from 'vitest'
import {
  applyBins,
  binMatrix,
  DEFAULT_BOOSTING,
  featureImportance,
  fitBoosted,
  partialDependence,
  predictBoosted,
  scoreBinned,
  type BoostingOptions,
} from '../../../shared/analytics/learn/boosting/index.ts'
import { meanLogLoss } from '../../../shared/analytics/learn/boosting/gradients.ts'
import type { FeatureMatrix } from '../../../shared/analytics/learn/matrix.ts'
import { labelledRows } from '../../property/learn/boostingCases.ts'

const { matrix, labels } = labelledRows(1_500, 11)
const binned = binMatrix(matrix)
const SMALL: BoostingOptions = { ...DEFAULT_BOOSTING, nTrees: 20, maxLeaves: 8 }

function withColumns(...more: Float32Array[]): FeatureMatrix {
  return {
    ...matrix,
    columns: [...matrix.columns, ...more],
    nCategories: [...matrix.nCategories, ...more.map(() => 0)],
  }
}

test('labels of one class are refused with the class', () => {
  const fit = (label: number): unknown => fitBoosted(binned, new Uint8Array(matrix.nRows).fill(label), SMALL)
  expect(() => fit(0)).toThrow('input-invalid {"field":"labels","oneClass":0}')
  expect(() => fit(1)).toThrow('input-invalid {"field":"labels","oneClass":1}')
})

test('labels that are not 0 or 1, or not as many as the rows, are refused', () => {
  expect(() => fitBoosted(binned, labels.with(5, 2), SMALL)).toThrow('input-invalid')
  expect(() => fitBoosted(binned, labels.subarray(1), SMALL)).toThrow('input-invalid')
  const weights = new Float32Array(matrix.nRows).fill(1)
  expect(() => fitBoosted(binned, labels, SMALL, { weights: weights.with(0, -1) })).toThrow('weights')
  expect(() => fitBoosted(binned, labels, SMALL, { weights: weights.with(0, NaN) })).toThrow('weights')
})

test.each([
  { nTrees: 0 },
  { maxLeaves: 1 },
  { minLeafRows: 0 },
  { l2: -1 },
  { learningRate: 0 },
  { rowFraction: 0 },
  { featureFraction: 1.5 },
  { patience: 0 },
  { monotone: [1] },
  { monotone: [0, 0, 1, 0] },
  { monotone: [2, 0, 0, 0] },
] satisfies Partial<BoostingOptions>[])('an option out of range is refused: %o', (wrong) => {
  expect(() => fitBoosted(binned, labels, { ...SMALL, ...wrong })).toThrow(
    `input-invalid {"field":"${Object.keys(wrong)[0] ?? ''}"`,
  )
})

test('training stops when it is cancelled, in the midst of a tree', () => {
  let asked = 0
  const isCancelled = (): boolean => ++asked > 12
  expect(() => fitBoosted(binned, labels, SMALL, { isCancelled })).toThrow('cancelled')
  expect(asked).toBe(13)
})

test('progress counts the trees', () => {
  const seen: number[] = []
  fitBoosted(binned, labels, { ...SMALL, nTrees: 4 }, { progress: (done) => seen.push(done) })
  expect(seen).toEqual([1, 2, 3, 4])
})

test('constant and all-missing columns are never asked for and change nothing', () => {
  const n = matrix.nRows
  const wider = withColumns(new Float32Array(n).fill(7), new Float32Array(n).fill(NaN))
  const { model } = fitBoosted(binMatrix(wider), labels, SMALL)
  expect(model.trees).toEqual(fitBoosted(binned, labels, SMALL).model.trees)
  const { nSplits } = featureImportance(model)
  expect(Array.from(nSplits.subarray(4))).toEqual([0, 0])
})

test('without anything to split by, the model is the base rate', () => {
  const flat = { nRows: 4, columns: [new Float32Array(4)], nCategories: [0] }
  const { model } = fitBoosted(binMatrix(flat), Uint8Array.of(0, 0, 0, 1), SMALL)
  expect(model.trees).toEqual([])
  expect(Array.from(predictBoosted(model, flat))).toEqual([0, 0, 0, 0].map(() => Math.log(1 / 3)))
})

test('a single value against missing ones is a split', () => {
  const column = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1 : NaN))
  const marks = Uint8Array.from({ length: 200 }, (_, i) => (i % 2 === 0 || i % 10 === 1 ? 1 : 0))
  const known = { nRows: 200, columns: [column], nCategories: [0] }
  const { model } = fitBoosted(binMatrix(known), marks, SMALL)
  const [present = NaN, missing = NaN] = predictBoosted(model, known)
  expect(present).toBeGreaterThan(2)
  expect(missing).toBeLessThan(0)
})

test('the same seed draws the same rows and features, another one others', () => {
  const draw = (seed: number) =>
    fitBoosted(binned, labels, { ...SMALL, rowFraction: 0.6, featureFraction: 0.5, seed }).model
  expect(draw(3)).toEqual(draw(3))
  expect(draw(3)).not.toEqual(draw(4))
  expect(draw(3).trees[0]?.count[0]).toBe(900)
})

test('rows that a tree did not draw are scored by it all the same', () => {
  const logLossOf = (nTrees: number): number => {
    const { model } = fitBoosted(binned, labels, { ...SMALL, nTrees, rowFraction: 0.5 })
    return meanLogLoss(scoreBinned(model, binned), labels, null) ?? NaN
  }
  expect(logLossOf(30)).toBeLessThan(logLossOf(10))
  expect(logLossOf(10)).toBeLessThan(logLossOf(1))
})

test('early stopping keeps the trees up to the best log loss and no more', () => {
  const fresh = labelledRows(800, 12)
  const validation = { binned: applyBins(fresh.matrix, binned.features), labels: fresh.labels }
  const options = { ...SMALL, nTrees: 200, learningRate: 0.4, patience: 5 }
  const { model, validationLogLoss } = fitBoosted(binned, labels, options, { validation })
  const best = validationLogLoss.indexOf(Math.min(...validationLogLoss))
  expect(model.trees).toHaveLength(best + 1)
  expect(validationLogLoss).toHaveLength(best + 1 + 5)
  expect(meanLogLoss(predictBoosted(model, fresh.matrix), fresh.labels, null)).toBeCloseTo(
    validationLogLoss[best] ?? NaN,
    12,
  )
})

test('early stopping keeps no tree when none is better than the base rate', () => {
  const validation = { binned, labels: labels.map((label) => 1 - label) }
  const { model } = fitBoosted(binned, labels, { ...SMALL, patience: 3 }, { validation })
  expect(model.trees).toEqual([])
})

test('a weight of two is the row twice', () => {
  const options = { ...SMALL, minLeafRows: 1 }
  const twice = Array.from(labels.keys()).filter((i) => i % 3 === 0)
  const rows = [...labels.keys(), ...twice]
  const doubled: FeatureMatrix = {
    nRows: rows.length,
    columns: matrix.columns.map((column) => Float32Array.from(rows, (i) => column[i] ?? NaN)),
    nCategories: matrix.nCategories,
  }
  const weights = Float32Array.from(labels, (_, i) => (i % 3 === 0 ? 2 : 1))
  const weighted = fitBoosted(binned, labels, options, { weights }).model
  const repeated = fitBoosted(
    applyBins(doubled, binned.features),
    Uint8Array.from(rows, (i) => labels[i] ?? 0),
    options,
  ).model
  const expected = predictBoosted(repeated, matrix)
  predictBoosted(weighted, matrix).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4))
})

test('a row of weight nought teaches nothing', () => {
  const weights = Float32Array.from(labels, (_, i) => (i < 700 ? 1 : 0))
  const spoilt = labels.map((label, i) => (i < 700 ? label : 1 - label))
  const options = { ...SMALL, nTrees: 3 }
  expect(fitBoosted(binned, spoilt, options, { weights }).model).toEqual(
    fitBoosted(binned, labels, options, { weights }).model,
  )
})

test('importance sums gains and splits by feature', () => {
  const { model } = fitBoosted(binned, labels, SMALL)
  const { gain, nSplits } = featureImportance(model)
  expect(nSplits.reduce((a, b) => a + b)).toBe(
    model.trees.reduce((sum, tree) => sum + tree.feature.filter((f) => f >= 0).length, 0),
  )
  expect(Math.max(...gain)).toBe(gain[0])
  expect(Math.min(...gain)).toBeGreaterThan(0)
})

test('partial dependence is the mean prediction with the feature set', () => {
  const { model } = fitBoosted(binned, labels, { ...SMALL, monotone: [1, 0, 0, 0] })
  const grid = [-4, 0, 4, NaN]
  const { meanLogOdds, meanProbability } = partialDependence(model, matrix, 0, grid)
  grid.forEach((value, k) => {
    const columns = matrix.columns.with(0, new Float32Array(matrix.nRows).fill(value))
    const logOdds = predictBoosted(model, { ...matrix, columns })
    expect(meanLogOdds[k]).toBeCloseTo(logOdds.reduce((a, b) => a + b) / matrix.nRows, 12)
  })
  expect(meanProbability[0]).toBeLessThan(meanProbability[1] ?? NaN)
  expect(meanProbability[1]).toBeLessThan(meanProbability[2] ?? NaN)
  expect(() => partialDependence(model, matrix, 9, grid)).toThrow('input-invalid')
})

test('a matrix of other features is not scored', () => {
  const { model } = fitBoosted(binned, labels, SMALL)
  expect(() => predictBoosted(model, withColumns(new Float32Array(matrix.nRows)))).toThrow('input-invalid')
})
