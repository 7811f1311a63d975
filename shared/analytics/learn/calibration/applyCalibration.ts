import type { Calibration, IsotonicCalibration } from './calibration.ts'
import { logOdds } from './logOdds.ts'

/**
 * Probabilities in 0..1 for raw scores in 0..1, as a new array; scores that are not numbers stay so.
 * Cost: an exponential, or a binary search over the points, a row.
 */
export function applyCalibration(
  calibration: Calibration,
  scores: Float64Array | Float32Array,
): Float64Array {
  const out = new Float64Array(scores.length)
  for (let i = 0; i < out.length; i++) out[i] = calibrated(calibration, scores[i]!)
  return out
}

function calibrated(calibration: Calibration, score: number): number {
  switch (calibration.kind) {
    case 'none':
      return score
    case 'platt':
      return 1 / (1 + Math.exp(-(calibration.slope * logOdds(score) + calibration.intercept)))
    case 'isotonic':
      return interpolated(calibration, score)
  }
}

function interpolated({ scores, probabilities }: IsotonicCalibration, score: number): number {
  let low = 0
  let high = scores.length
  // first point above the score
  while (low < high) {
    const middle = (low + high) >>> 1
    if (scores[middle]! > score) high = middle
    else low = middle + 1
  }
  if (low === 0) return Number.isNaN(score) ? score : probabilities[0]!
  if (low === scores.length) return Number.isNaN(score) ? score : probabilities[low - 1]!
  const share = (score - scores[low - 1]!) / (scores[low]! - scores[low - 1]!)
  const from = probabilities[low - 1]!
  return Math.min(probabilities[low]!, from + share * (probabilities[low]! - from))
}
