import { calibrationCurve, scoredSample } from '../learn/index.ts'

const BINS = 20

/** How many of the test customers scored alike did leave: bins ascending by mean pChurn with 95% Wilson bounds. */
export interface ScoreIntervals {
  readonly predicted: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** The intervals from test customers, twenty bins of about equal size. Cost: a sort. */
export function scoreIntervals(pChurn: Float64Array, labels: Uint8Array): ScoreIntervals {
  const bins = calibrationCurve(scoredSample(pChurn, labels), BINS)
  return {
    predicted: bins.map((bin) => bin.meanPredicted),
    low: bins.map((bin) => bin.low),
    high: bins.map((bin) => bin.high),
  }
}

/** The interval of one score, between the bins linearly; it always holds the score itself. */
export function intervalAt(
  { predicted, low, high }: ScoreIntervals,
  p: number,
): { low: number; high: number } {
  const n = predicted.length
  if (n === 0) return { low: 0, high: 1 }
  let k = 0
  while (k < n && predicted[k]! < p) k++
  const at = (bounds: readonly number[]): number => {
    if (k === 0) return bounds[0]!
    if (k === n) return bounds[n - 1]!
    const share = (p - predicted[k - 1]!) / (predicted[k]! - predicted[k - 1]!)
    return bounds[k - 1]! + share * (bounds[k]! - bounds[k - 1]!)
  }
  return { low: Math.min(p, at(low)), high: Math.max(p, at(high)) }
}
