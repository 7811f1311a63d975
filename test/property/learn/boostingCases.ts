import fc from 'fast-check'
import type { BoostedModel } from '../../../shared/analytics/learn/boosting/index.ts'
import type { FeatureMatrix } from '../../../shared/analytics/learn/matrix.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

/** Rows with labels that depend on them. */
export interface LabelledRows {
  readonly matrix: FeatureMatrix
  readonly labels: Uint8Array
}

/** Two numbers, one with few values, a category, missing values in all; labels by the numbers and the category. */
export function labelledRows(nRows: number, seed: number, missingShare = 0.1): LabelledRows {
  const random = seededRandom(seed)
  const holes = (make: () => number): Float32Array =>
    Float32Array.from({ length: nRows }, () => (random.next() < missingShare ? NaN : make()))
  const columns = [
    holes(() => random.next() * 10 - 5),
    holes(() => random.below(4)),
    holes(() => random.below(6)),
    holes(() => Math.exp(4 * random.next())),
  ]
  const labels = Uint8Array.from({ length: nRows }, (_, i) => {
    const [a = NaN, b = NaN, c = NaN, d = NaN] = columns.map((column) => column[i])
    const logOdds =
      (Number.isNaN(a) ? 1 : 0.5 * a) +
      (b > 1 ? 0.8 : -0.3) +
      ([1, 4].includes(c) ? 1.5 : -0.5) * (a > 0 ? 1 : 0.3) -
      (Number.isNaN(d) ? 0 : 0.02 * d)
    return random.next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0
  })
  labels[0] = 0
  labels[1] = 1
  return { matrix: { nRows, columns, nCategories: [0, 0, 6, 0] }, labels }
}

export const cases = (maxRows: number): fc.Arbitrary<LabelledRows> =>
  fc
    .record({
      nRows: fc.integer({ min: 10, max: maxRows }),
      seed: fc.nat(),
      holes: fc.constantFrom(0, 0.1, 0.5),
    })
    .map(({ nRows, seed, holes }) => labelledRows(nRows, seed, holes))

/** The same rows in another order: row i of the result is row order[i]. */
export function reordered({ matrix, labels }: LabelledRows, order: readonly number[]): LabelledRows {
  return {
    matrix: {
      ...matrix,
      columns: matrix.columns.map((column) => Float32Array.from(order, (row) => column[row] ?? NaN)),
    },
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
  }
}

/** The bins that a node sends left, the missing bin included, ascending. */
export function leftBinsOf(model: BoostedModel, tree: number, node: number): number[] {
  const { feature, leftBins, thresholdBin, missingLeft } = model.trees[tree] ?? model.trees[0] ?? NO_TREE
  const nBins = model.features[feature[node] ?? -1]?.nBins ?? 0
  const set = leftBins[node] ?? null
  return Array.from({ length: nBins + 1 }, (_, bin) => bin).filter((bin) => {
    if (bin === nBins) return missingLeft[node] === 1
    return set === null ? bin <= (thresholdBin[node] ?? -1) : ((set[bin >> 5] ?? 0) & (1 << (bin & 31))) !== 0
  })
}

const NO_TREE = { feature: [], leftBins: [], thresholdBin: [], missingLeft: [] }
