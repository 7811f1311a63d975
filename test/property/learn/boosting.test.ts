import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  binMatrix,
  DEFAULT_BOOSTING,
  fitBoosted,
  predictBoosted,
  scoreBinned,
  type BoostedModel,
  type BoostingOptions,
} from '../../../shared/analytics/learn/boosting/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { cases, leftBinsOf, reordered } from './boostingCases.ts'
import { referenceBoost, type ReferenceNode } from './boostingReference.ts'

const SMALL: BoostingOptions = { ...DEFAULT_BOOSTING, nTrees: 3, maxLeaves: 7, minLeafRows: 3 }
const RUNS = { numRuns: 60, seed: 20 }

function expectSameTree(model: BoostedModel, t: number, node: number, reference: ReferenceNode): void {
  const tree = model.trees[t]
  expect(tree?.count[node]).toBe(reference.rows.length)
  if ('value' in reference) {
    expect(tree?.feature[node]).toBe(-1)
    expect(tree?.value[node]).toBeCloseTo(reference.value, 10)
    return
  }
  expect(tree?.feature[node]).toBe(reference.feature)
  expect(leftBinsOf(model, t, node)).toEqual(reference.leftBins)
  expectSameTree(model, t, tree?.left[node] ?? -1, reference.left)
  expectSameTree(model, t, tree?.right[node] ?? -1, reference.right)
}

const shapes: fc.Arbitrary<Partial<BoostingOptions>> = fc.record({
  maxLeaves: fc.integer({ min: 2, max: 9 }),
  minLeafRows: fc.integer({ min: 1, max: 8 }),
  l2: fc.constantFrom(0.1, 1, 5),
  learningRate: fc.constantFrom(0.1, 1),
  categoryL2: fc.constantFrom(0, 10),
  monotone: fc.constantFrom([], [1, 0, 0, 0], [-1, 0, 0, -1], [1, 1, 0, -1]),
})

test('the trees are those of a plain search over every cut', () => {
  fc.assert(
    fc.property(cases(90), shapes, fc.constantFrom(4, 16, 255), ({ matrix, labels }, shape, maxBins) => {
      const options = { ...SMALL, ...shape }
      const binned = binMatrix(matrix, { maxBins, sampleRows: 1_000, seed: 1 })
      const { model } = fitBoosted(binned, labels, options)
      const reference = referenceBoost(binned, labels, options)
      expect(model.trees.length).toBe(reference.length)
      reference.forEach((root, t) => expectSameTree(model, t, 0, root))
    }),
    RUNS,
  )
})

test('a rising function of a number changes no prediction on the training rows', () => {
  fc.assert(
    fc.property(cases(400), fc.constantFrom(8, 255), ({ matrix, labels }, maxBins) => {
      const rising = (value: number): number => Math.fround(Math.exp(value / 2) + value ** 3 - 7)
      const bent = {
        ...matrix,
        columns: matrix.columns.map((column, f) => (f === 2 ? column : column.map(rising))),
      }
      const fit = (input: typeof matrix): Float64Array => {
        const binned = binMatrix(input, { maxBins, sampleRows: 1_000, seed: 1 })
        return predictBoosted(fitBoosted(binned, labels, SMALL).model, input)
      }
      expect(fit(bent)).toEqual(fit(matrix))
    }),
    RUNS,
  )
})

test('the order of the rows changes nothing, to the last bit', () => {
  fc.assert(
    fc.property(cases(300), fc.nat(), (rows, seed) => {
      const random = seededRandom(seed)
      const order = Array.from(rows.labels.keys(), (row) => [random.next(), row] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, row]) => row)
      const shuffled = reordered(rows, order)
      const one = fitBoosted(binMatrix(rows.matrix), rows.labels, SMALL).model
      const other = fitBoosted(binMatrix(shuffled.matrix), shuffled.labels, SMALL).model
      expect(other).toEqual(one)
    }),
    RUNS,
  )
})

test('raw values and bins score alike, and a model survives JSON', () => {
  fc.assert(
    fc.property(cases(300), ({ matrix, labels }) => {
      const binned = binMatrix(matrix, { maxBins: 12, sampleRows: 1_000, seed: 1 })
      const { model } = fitBoosted(binned, labels, SMALL)
      const copy = JSON.parse(JSON.stringify(model)) as BoostedModel
      expect(copy).toEqual(model)
      expect(predictBoosted(copy, matrix)).toEqual(scoreBinned(model, binned))
    }),
    RUNS,
  )
})

test('a monotone prediction never falls as the number rises, everything else equal', () => {
  fc.assert(
    fc.property(cases(300), ({ matrix, labels }) => {
      const options = { ...SMALL, nTrees: 10, maxLeaves: 15, learningRate: 0.5, monotone: [1, 0, 0, -1] }
      const { model } = fitBoosted(binMatrix(matrix), labels, options)
      const at = (f: number, value: number): Float64Array =>
        predictBoosted(model, {
          ...matrix,
          columns: matrix.columns.with(f, new Float32Array(matrix.nRows).fill(value)),
        })
      for (const [f, sign, grid] of [
        [0, 1, [-5, -3, -1, 0, 1, 3, 5]],
        [3, -1, [0, 1, 3, 9, 20, 60]],
      ] as const) {
        let before = at(f, grid[0])
        for (const value of grid.slice(1)) {
          const now = at(f, value)
          now.forEach((logOdds, i) =>
            expect(sign * (logOdds - (before[i] ?? NaN))).toBeGreaterThanOrEqual(-1e-12),
          )
          before = now
        }
      }
    }),
    { ...RUNS, numRuns: 20 },
  )
})
