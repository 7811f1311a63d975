import type { ChurnBaseline, ChurnEstimate, ChurnVerdict } from '../../contract/churn.ts'
import {
  accuracyAt,
  auc,
  bootstrapDifference,
  bootstrapMetrics,
  brier,
  calibrationCurve,
  classCounts,
  liftByDecile,
  logLoss,
  prAuc,
  scoredSample,
  thresholdCurve,
  topDecileLift,
  type BootstrapInterval,
  type ScoredSample,
} from '../learn/index.ts'

/** From which probability on "will churn" is guessed when accuracy is counted. */
export const GUESS_THRESHOLD = 0.5

/** Test customers with known outcome. All arrays have one entry a customer; `recency` null where there is none. */
export interface Judged {
  readonly pChurn: Float64Array
  readonly labels: Uint8Array
  /** yearly spend, minor units */
  readonly valueMinor: Float64Array
  /** score of recency alone: higher = longer ago */
  readonly recency: Float64Array | null
}

/** How intervals are made. */
export interface VerdictOptions {
  readonly seed: number
  readonly nResamples: number
  readonly isCancelled?: () => boolean
}

/**
 * The whole verdict on customers whom the model has not seen, with 95% bootstrap intervals over customers; differences
 * (accuracy over majority, AUC over recency) on the same resamples. Cost: resamples x passes over the customers.
 */
export function verdictOf(judged: Judged, options: VerdictOptions): ChurnVerdict {
  const sample = scoredSample(judged.pChurn, judged.labels)
  const { positives, negatives } = classCounts(sample)
  const n = positives + negatives
  const found = bootstrapMetrics(
    sample,
    {
      accuracy: (drawn) => accuracyAt(drawn, GUESS_THRESHOLD),
      accuracyGain: accuracyGain,
      auc,
      prAuc,
      brier,
      logLoss,
      topDecileLift,
    },
    options,
  )
  const overRecency =
    judged.recency === null
      ? null
      : estimate(bootstrapDifference(sample, scoredSample(judged.recency, judged.labels), options))
  return {
    customers: n,
    churned: positives,
    baseRate: n === 0 ? 0 : positives / n,
    majorityAccuracy: n === 0 ? 0 : Math.max(positives, negatives) / n,
    accuracy: estimate(found.accuracy),
    accuracyGain: estimate(found.accuracyGain),
    auc: estimate(found.auc),
    prAuc: estimate(found.prAuc),
    brier: estimate(found.brier),
    logLoss: estimate(found.logLoss),
    topDecileLift: estimate(found.topDecileLift),
    aucGainOverRecency: overRecency,
    calibration: calibrationColumns(sample),
    deciles: decileColumns(sample),
    thresholds: thresholdColumns(sample, judged.valueMinor),
  }
}

/** The figures of a score that needs no model; `pChurn` where it was turned into a probability on the training rows. */
export function baselineOf(
  key: ChurnBaseline['key'],
  pChurn: Float64Array,
  labels: Uint8Array,
): ChurnBaseline {
  const sample = scoredSample(pChurn, labels)
  return {
    key,
    accuracy: accuracyAt(sample, GUESS_THRESHOLD) ?? 0,
    auc: auc(sample),
    prAuc: prAuc(sample),
    brier: brier(sample),
    logLoss: logLoss(sample),
    topDecileLift: topDecileLift(sample),
  }
}

/**
 * `better`: the lower ends of the gains of AUC (over recency where there is one, else over chance) are above 0, and the
 * model's log loss is below that of saying the base rate to everybody; `not-better`: neither gain is above 0;
 * `unclear` in between.
 */
export function conclusionOf(verdict: ChurnVerdict): 'better' | 'unclear' | 'not-better' {
  const { baseRate, logLoss: loss, auc: area, aucGainOverRecency } = verdict
  const entropy = -baseRate * Math.log(baseRate) - (1 - baseRate) * Math.log(1 - baseRate)
  const gain =
    aucGainOverRecency ??
    ({
      value: area.value === null ? null : area.value - 0.5,
      low: area.low === null ? null : area.low - 0.5,
    } as const)
  const isLossBetter = loss.value !== null && loss.value < entropy
  if ((gain.low ?? -1) > 0 && isLossBetter) return 'better'
  return (gain.value ?? -1) > 0 || (isLossBetter && (area.low ?? 0) > 0.5) ? 'unclear' : 'not-better'
}

function accuracyGain(sample: ScoredSample): number | null {
  const { positives, negatives } = classCounts(sample)
  const accuracy = accuracyAt(sample, GUESS_THRESHOLD)
  const n = positives + negatives
  return accuracy === null || n === 0 ? null : accuracy - Math.max(positives, negatives) / n
}

function estimate({ estimate: value, low, high }: BootstrapInterval): ChurnEstimate {
  return { value, low, high }
}

function calibrationColumns(sample: ScoredSample): ChurnVerdict['calibration'] {
  const bins = calibrationCurve(sample, 10)
  return {
    predicted: Float64Array.from(bins, (bin) => bin.meanPredicted),
    observed: Float64Array.from(bins, (bin) => bin.observed),
    low: Float64Array.from(bins, (bin) => bin.low),
    high: Float64Array.from(bins, (bin) => bin.high),
    customers: Float64Array.from(bins, (bin) => bin.n),
  }
}

function decileColumns(sample: ScoredSample): ChurnVerdict['deciles'] {
  const deciles = liftByDecile(sample)
  return {
    customers: Float64Array.from(deciles, ({ n }) => n),
    churned: Float64Array.from(deciles, ({ churners }) => churners),
    lift: Float64Array.from(deciles, ({ lift }) => lift ?? 0),
    gain: Float64Array.from(deciles, ({ cumulativeGain }) => cumulativeGain ?? 0),
  }
}

function thresholdColumns(sample: ScoredSample, valueMinor: Float64Array): ChurnVerdict['thresholds'] {
  const curve = thresholdCurve(
    sample,
    valueMinor.map((value) => Math.max(0, value)),
  )
  return {
    threshold: curve.thresholds,
    contacted: curve.truePositives.map((hits, i) => hits + curve.falsePositives[i]!),
    churned: curve.truePositives,
    valueCaughtMinor: curve.truePositiveValue,
    valueMissedMinor: curve.truePositiveValue.map((caught) => curve.positiveValue - caught),
  }
}
