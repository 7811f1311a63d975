import type { FeatureMatrix } from '../../../../shared/analytics/learn/matrix.ts'
import { seededRandom } from '../../../../shared/analytics/numerics/seededRandom.ts'

/** rows to train on come first, as many to test on follow */
export const N_TRAIN = 12_000
const N_ROWS = 2 * N_TRAIN
const N_NUMBERS = 8
const N_CATEGORIES = 12

/** Ten features as a shop has them: skewed numbers, counts, holes, two categories; labels with interactions and noise. */
export function goldenRows(): { matrix: FeatureMatrix; labels: Uint8Array } {
  const random = seededRandom(20_260)
  const draws: (() => number)[] = [
    () => random.next(),
    () => Math.floor(-8 * Math.log(1 - random.next())),
    () => Math.exp(3 * random.next()),
    () => (random.next() < 0.6 ? 0 : random.below(40)),
    () => random.next() + random.next() + random.next() - 1.5,
    () => (random.next() < 0.3 ? NaN : random.next() * 100),
    () => random.below(2),
    () => random.next() ** 3,
  ]
  const columns = [...draws, ...[0, 1].map(() => () => random.below(N_CATEGORIES))].map((draw) =>
    Float32Array.from({ length: N_ROWS }, draw),
  )
  const labels = Uint8Array.from({ length: N_ROWS }, (_, i) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, k = 0, l = 0] = columns.map(
      (column) => column[i],
    )
    const logOdds =
      -0.6 +
      1.5 * Math.sin(5 * a) +
      0.06 * b * (g === 1 ? 1 : -1) -
      0.08 * c +
      (d === 0 ? 0.8 : -0.02 * d) +
      e * e +
      (Number.isNaN(f) ? 0.7 : 0.01 * f) -
      h +
      Math.cos(2 * k) +
      (l % 3 === 0 ? 0.8 * e : -0.3)
    return random.next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0
  })
  const nCategories = columns.map((_, f) => (f < N_NUMBERS ? 0 : N_CATEGORIES))
  return { matrix: { nRows: N_ROWS, columns, nCategories }, labels }
}

/** The settings that both programs are given. */
export const GOLDEN_CASES = [
  { name: 'thirty-one leaves', maxLeaves: 31, nTrees: 100, l2: 0, monotone: [] },
  { name: 'eight leaves and a penalty', maxLeaves: 8, nTrees: 200, l2: 5, monotone: [] },
  { name: 'monotone', maxLeaves: 15, nTrees: 100, l2: 1, monotone: [0, 0, -1, -1, 0, 1, 0, -1, 0, 0] },
] as const

/** The part of a matrix from one row up to another. */
export function rowsBetween(matrix: FeatureMatrix, from: number, to: number): FeatureMatrix {
  return { ...matrix, nRows: to - from, columns: matrix.columns.map((column) => column.subarray(from, to)) }
}
