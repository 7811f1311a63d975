import { AppError } from '../../../contract/errors.ts'
import type { IsotonicCalibration } from './calibration.ts'
import { poolAdjacentViolators, type IsotonicBlock } from './poolAdjacentViolators.ts'

/**
 * Isotonic calibration: the blocks of pooled violators become points at their mean score, with straight lines between
 * them, so that different scores keep their order except beyond the outermost points. A block of one class only gets
 * (churners + 1/2) / (n + 1) instead of 0 or 1, as far as its neighbour allows: a handful of rows is no certainty.
 * `scores` finite, `labels` 0 or 1. Fails as `scoredSample`, and with `no-data` without rows. Cost: a sort.
 * Source: Zadrozny & Elkan 2002; the half is Jeffreys' prior.
 */
export function fitIsotonic(
  scores: Float64Array | Float32Array,
  labels: Uint8Array,
  weights: Float64Array | null = null,
): IsotonicCalibration {
  const blocks = poolAdjacentViolators(scores, labels, weights)
  if (blocks.length === 0) throw new AppError('no-data')
  const probabilities = blocks.map(smoothed)
  const first = probabilities[0]!
  const last = probabilities.at(-1)!
  if (probabilities.length > 1) {
    probabilities[0] = Math.min(first, probabilities[1]!)
    probabilities[probabilities.length - 1] = Math.max(last, probabilities.at(-2)!)
  }
  return { kind: 'isotonic', scores: blocks.map(({ meanScore }) => meanScore), probabilities }
}

function smoothed({ n, churners }: IsotonicBlock): number {
  return churners > 0 && churners < n ? churners / n : (churners + 0.5) / (n + 1)
}
