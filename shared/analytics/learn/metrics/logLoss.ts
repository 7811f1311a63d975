import type { ScoredSample } from './scoredSample.ts'

const NEAREST = 1e-15

/**
 * Mean negative log-likelihood in nats, smaller is better; probabilities are kept 1e-15 away from 0 and 1. Null when
 * the sample is empty. Cost: one logarithm a row.
 */
export function logLoss({ n, scores, labels, weights }: ScoredSample): number | null {
  let total = 0
  let sum = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    const p = Math.min(1 - NEAREST, Math.max(NEAREST, scores[i]!))
    total += weight
    sum -= weight * (labels[i] === 1 ? Math.log(p) : Math.log1p(-p))
  }
  return total > 0 ? sum / total : null
}
