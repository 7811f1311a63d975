import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  binMatrix,
  createExplainer,
  DEFAULT_BOOSTING,
  fitBoosted,
  predictBoosted,
  treeShap,
  type BinnedMatrix,
  type BoostedModel,
} from '../../../shared/analytics/learn/boosting/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { cases, leftBinsOf } from './boostingCases.ts'

const RUNS = { numRuns: 25, seed: 30 }

/** What the trees expect of a row of which only the features of `known` are known, other splits taken by row counts. */
function expectation(
  model: BoostedModel,
  binned: BinnedMatrix,
  row: number,
  known: ReadonlySet<number>,
): number {
  return model.trees.reduce((sum, tree, t) => {
    const at = (node: number): number => {
      const feature = tree.feature[node] ?? -1
      if (feature < 0) return tree.value[node] ?? NaN
      const left = tree.left[node] ?? -1
      const right = tree.right[node] ?? -1
      if (known.has(feature)) {
        return at(leftBinsOf(model, t, node).includes(binned.columns[feature]?.[row] ?? -1) ? left : right)
      }
      const nLeft = tree.count[left] ?? NaN
      const nRight = tree.count[right] ?? NaN
      return (nLeft * at(left) + nRight * at(right)) / (nLeft + nRight)
    }
    return sum + at(0)
  }, model.baseScore)
}

/** Shapley values by their definition, over all subsets of features. */
function bruteForce(model: BoostedModel, binned: BinnedMatrix, row: number): number[] {
  const m = binned.columns.length
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const members = (set: number): Set<number> =>
    new Set(Array.from({ length: m }, (_, f) => f).filter((f) => (set >> f) & 1))
  const worth = Array.from({ length: 1 << m }, (_, set) => expectation(model, binned, row, members(set)))
  return Array.from({ length: m }, (_, f) => {
    let sum = 0
    for (let set = 0; set < 1 << m; set++) {
      if ((set >> f) & 1) continue
      const size = members(set).size
      const weight = (factorial(size) * factorial(m - 1 - size)) / factorial(m)
      sum += weight * ((worth[set | (1 << f)] ?? NaN) - (worth[set] ?? NaN))
    }
    return sum
  })
}

test('contributions are the Shapley values over all subsets of features', () => {
  fc.assert(
    fc.property(cases(150), ({ matrix, labels }) => {
      const options = { ...DEFAULT_BOOSTING, nTrees: 3, maxLeaves: 12, minLeafRows: 2 }
      const binned = binMatrix(matrix)
      const { model } = fitBoosted(binned, labels, options)
      const rows = [0, 1, 5, 9]
      const { contributions, nFeatures } = treeShap(model, matrix, rows)
      rows.forEach((row, i) => {
        bruteForce(model, binned, row).forEach((value, f) => {
          expect(contributions[i * nFeatures + f]).toBeCloseTo(value, 10)
        })
      })
    }),
    RUNS,
  )
})

/** Many features that matter a little, so that ways to a leaf ask for many of them. */
function wideModel(nFeatures: number, maxLeaves: number) {
  const random = seededRandom(5)
  const nRows = 600
  const columns = Array.from({ length: nFeatures }, () =>
    Float32Array.from({ length: nRows }, () => (random.next() < 0.05 ? NaN : random.next())),
  )
  const labels = Uint8Array.from({ length: nRows }, (_, i) => {
    const sum = columns.reduce((total, column) => total + ((column[i] ?? 0) || 0), 0)
    return sum + random.next() > nFeatures / 2 ? 1 : 0
  })
  const matrix = { nRows, columns, nCategories: columns.map(() => 0) }
  const options = { ...DEFAULT_BOOSTING, nTrees: 5, maxLeaves, minLeafRows: 1, learningRate: 0.3 }
  const binned = binMatrix(matrix)
  return { matrix, binned, model: fitBoosted(binned, labels, options).model }
}

test('long ways with many features are Shapley values too', () => {
  const { matrix, binned, model } = wideModel(9, 120)
  const rows = [3, 77]
  const { contributions, nFeatures } = treeShap(model, matrix, rows)
  rows.forEach((row, i) => {
    bruteForce(model, binned, row).forEach((value, f) => {
      expect(contributions[i * nFeatures + f]).toBeCloseTo(value, 10)
    })
  })
})

test('base value and contributions add up to the prediction, and pages agree with the whole', () => {
  const { matrix, model } = wideModel(40, 200)
  const predicted = predictBoosted(model, matrix)
  const explainer = createExplainer(model)
  const { baseValue, contributions, nFeatures } = explainer.explain(matrix, null)
  for (let row = 0; row < matrix.nRows; row++) {
    const own = contributions.subarray(row * nFeatures, (row + 1) * nFeatures)
    expect(own.reduce((sum, value) => sum + value, baseValue)).toBeCloseTo(predicted[row] ?? NaN, 10)
  }
  const page = explainer.explain(matrix, [500, 2]).contributions
  expect(page.subarray(0, nFeatures)).toEqual(contributions.slice(500 * nFeatures, 501 * nFeatures))
  expect(page.subarray(nFeatures)).toEqual(contributions.slice(2 * nFeatures, 3 * nFeatures))
})

test('a way of forty features shares its worth fairly', () => {
  const depth = 40
  const nodes = Array.from({ length: 2 * depth + 1 }, (_, node) => node)
  const isSplit = (node: number): boolean => node % 2 === 0 && node < 2 * depth
  const tree = {
    feature: nodes.map((node) => (isSplit(node) ? node / 2 : -1)),
    thresholdBin: nodes.map(() => 0),
    threshold: nodes.map((node) => (isSplit(node) ? 0.5 : 0)),
    missingLeft: nodes.map(() => 0),
    leftBins: nodes.map(() => null),
    left: nodes.map((node) => (isSplit(node) ? node + 1 : -1)),
    right: nodes.map((node) => (isSplit(node) ? node + 2 : -1)),
    value: nodes.map((node) => (node === 2 * depth ? 1 : 0)),
    // four of five rows go right at every split
    count: nodes.map((node) => (node % 2 === 0 ? 0.8 ** (node / 2) : 0.2 * 0.8 ** ((node - 1) / 2))),
    gain: nodes.map(() => 0),
  }
  const features = Array.from({ length: depth }, () => ({ kind: 'number' as const, nBins: 2, edges: [0.5] }))
  const model: BoostedModel = { version: 1, baseScore: 0, features, trees: [tree] }
  const matrix = {
    nRows: 1,
    columns: features.map(() => Float32Array.of(1)),
    nCategories: features.map(() => 0),
  }
  const { baseValue, contributions } = treeShap(model, matrix, null)
  expect(baseValue).toBeCloseTo(0.8 ** depth, 12)
  for (const value of contributions) expect(value).toBeCloseTo((1 - 0.8 ** depth) / depth, 12)
})
