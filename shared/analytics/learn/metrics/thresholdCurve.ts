import { AppError } from '../../../contract/errors.ts'
import type { ScoredSample } from './scoredSample.ts'

/**
 * What every threshold of a grid does when rows with score >= threshold are flagged: weighted numbers and sums of value
 * of the churners caught and the stayers flagged. All arrays as long as `thresholds`. What is missed is the total less
 * what is caught.
 */
export interface ThresholdCurve {
  /** ascending */
  readonly thresholds: Float64Array
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
  /** in the unit of the values given; 0 when none were given */
  readonly truePositiveValue: Float64Array
  readonly falsePositiveValue: Float64Array
  readonly positives: number
  readonly negatives: number
  readonly positiveValue: number
  readonly negativeValue: number
}

/**
 * Counts and value sums over `nThresholds` (at least 2) equally spaced thresholds from 0 to 1, both ends included.
 * `values` (optional) holds one finite number a row, in the row order that the sample was made from. Fails with
 * `input-invalid` when its length differs. Cost: one pass + the grid.
 */
export function thresholdCurve(
  sample: ScoredSample,
  values: Float64Array | null = null,
  nThresholds = 201,
): ThresholdCurve {
  const { n, scores, labels, weights, rows } = sample
  if (values !== null && values.length !== n) throw new AppError('input-invalid', { field: 'values' })
  const array = (): Float64Array => new Float64Array(nThresholds)
  const thresholds = array().map((_, k) => k / (nThresholds - 1))
  const truePositives = array()
  const falsePositives = array()
  const truePositiveValue = array()
  const falsePositiveValue = array()
  const counts: [number, number] = [0, 0]
  const sums: [number, number] = [0, 0]
  let i = 0
  const takeUntil = (threshold: number): void => {
    for (; i < n && scores[i]! >= threshold; i++) {
      const weight = weights === null ? 1 : weights[i]!
      const label = labels[i] === 1 ? 1 : 0
      counts[label] += weight
      if (values !== null) sums[label] += weight * values[rows[i]!]!
    }
  }
  for (let k = nThresholds - 1; k >= 0; k--) {
    takeUntil(thresholds[k]!)
    truePositives[k] = counts[1]
    falsePositives[k] = counts[0]
    truePositiveValue[k] = sums[1]
    falsePositiveValue[k] = sums[0]
  }
  takeUntil(-Infinity)
  return {
    thresholds,
    truePositives,
    falsePositives,
    truePositiveValue,
    falsePositiveValue,
    positives: counts[1],
    negatives: counts[0],
    positiveValue: sums[1],
    negativeValue: sums[0],
  }
}
