import type { ScoredSample } from './scoredSample.ts'

/** Weighted numbers of rows: churners, stayers. */
export interface ClassCounts {
  readonly positives: number
  readonly negatives: number
}

/** Weighted numbers of churners and stayers in a sample. Cost: one pass. */
export function classCounts({ n, labels, weights }: ScoredSample): ClassCounts {
  let positives = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    total += weight
    if (labels[i] === 1) positives += weight
  }
  return { positives, negatives: total - positives }
}

/** Share of churners, 0..1; null when the sample is empty. Cost: one pass. */
export function baseRate(sample: ScoredSample): number | null {
  const { positives, negatives } = classCounts(sample)
  const total = positives + negatives
  return total > 0 ? positives / total : null
}
