import type { ScoredSample } from './scoredSample.ts'

/**
 * Brier score, 0..1, smaller is better: the mean squared difference of probability and outcome. Null when the sample is
 * empty. Cost: one pass. Source: Brier 1950 (in the one-class form of the two-class score).
 */
export function brier({ n, scores, labels, weights }: ScoredSample): number | null {
  let total = 0
  let sum = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    const error = scores[i]! - labels[i]!
    total += weight
    sum += weight * error * error
  }
  return total > 0 ? sum / total : null
}
