import type { ScoredSample } from './scoredSample.ts'

/**
 * Average precision, 0..1: the precision at each distinct score, weighted by the recall gained there (a step function,
 * no interpolation; rows of equal score enter together). Null without churners. Cost: one pass over the sorted sample.
 * Source: Davis & Goadrich 2006 on why precision-recall curves are not interpolated linearly; the sum is that of
 * scikit-learn's `average_precision_score`.
 */
export function prAuc({ n, scores, labels, weights }: ScoredSample): number | null {
  let positives = 0
  let flagged = 0
  let sum = 0
  for (let i = 0; i < n;) {
    const score = scores[i]!
    let tiedPositives = 0
    for (; i < n && scores[i]! === score; i++) {
      const weight = weights === null ? 1 : weights[i]!
      flagged += weight
      if (labels[i] === 1) tiedPositives += weight
    }
    positives += tiedPositives
    if (tiedPositives > 0) sum += (tiedPositives * positives) / flagged
  }
  return positives > 0 ? sum / positives : null
}
