import type { LifetimeScore } from '../../contract/lifetime.ts'
import { auc } from '../learn/metrics/auc.ts'
import { calibrationCurve } from '../learn/metrics/calibrationCurve.ts'
import { scoredSample } from '../learn/metrics/scoredSample.ts'
import type { HoldoutCounts } from './histories.ts'

/** The last bin of the tables by frequency holds this many repeat order days or more. */
export const LAST_FREQUENCY = 7

/** What is predicted of each customer for the holdout. */
export interface HoldoutPrediction {
  readonly expected: Float64Array
  readonly pActive: Float64Array
  /** ln of the predictive density of what the holdout brought; null where a predictor has none */
  readonly logLikelihood: number | null
}

/**
 * Holds predictions against what happened. `frequency` and the columns belong to the same customers, at least one.
 * Cost: one sort.
 */
export function scoreHoldout(
  frequency: Uint32Array,
  holdout: HoldoutCounts,
  predicted: HoldoutPrediction,
): LifetimeScore {
  const n = frequency.length
  const { orderDays } = holdout
  const { expected, pActive } = predicted
  const labels = new Uint8Array(n)
  const customers = new Float64Array(LAST_FREQUENCY + 1)
  const purchases = new Float64Array(LAST_FREQUENCY + 1)
  const active = new Float64Array(LAST_FREQUENCY + 1)
  let absolute = 0
  let squared = 0
  let brier = 0
  for (let i = 0; i < n; i++) {
    const cell = Math.min(frequency[i]!, LAST_FREQUENCY)
    const miss = expected[i]! - orderDays[i]!
    labels[i] = orderDays[i]! > 0 ? 1 : 0
    absolute += Math.abs(miss)
    squared += miss * miss
    brier += (pActive[i]! - labels[i]!) ** 2
    customers[cell] = customers[cell]! + 1
    purchases[cell] = purchases[cell]! + expected[i]!
    active[cell] = active[cell]! + pActive[i]!
  }
  const sample = scoredSample(pActive, labels)
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  const means = (values: Float64Array): number[] =>
    Array.from(values, (value, cell) => (customers[cell]! > 0 ? value / customers[cell]! : 0))
  return {
    logLikelihood: predicted.logLikelihood,
    meanAbsoluteError: absolute / n,
    rootMeanSquareError: Math.sqrt(squared / n),
    expectedPurchases: sum(purchases),
    expectedActive: sum(active),
    auc: auc(sample),
    brier: brier / n,
    purchasesByFrequency: means(purchases),
    activeByFrequency: means(active),
    activeCurve: calibrationCurve(sample).map((bin) => ({
      customers: bin.n,
      predicted: bin.meanPredicted,
      observed: bin.observed,
    })),
  }
}

/**
 * The plain baseline: everybody goes on at the rate so far, x / T, as a Poisson process. A customer whose age is 0 or who
 * never repeated is expected to do nothing.
 */
export function sameRate(
  frequency: Uint32Array,
  ageDays: Uint32Array,
  horizonDays: number,
): HoldoutPrediction {
  const expected = Float64Array.from(frequency, (x, i) =>
    ageDays[i]! > 0 ? (x / ageDays[i]!) * horizonDays : 0,
  )
  return { expected, pActive: expected.map((mean) => -Math.expm1(-mean)), logLikelihood: null }
}
