import { classCounts } from './counts.ts'
import type { ScoredSample } from './scoredSample.ts'

/** What a threshold does, in weighted numbers of rows; the ratios are null where their denominator is 0. */
export interface Confusion {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  readonly accuracy: number | null
  readonly precision: number | null
  readonly recall: number | null
  readonly specificity: number | null
}

/** The confusion table when every row with score >= threshold is flagged. Cost: one pass. */
export function confusionAt(sample: ScoredSample, threshold: number): Confusion {
  const { n, scores, labels, weights } = sample
  const { positives, negatives } = classCounts(sample)
  let truePositives = 0
  let falsePositives = 0
  for (let i = 0; i < n && scores[i]! >= threshold; i++) {
    const weight = weights === null ? 1 : weights[i]!
    if (labels[i] === 1) truePositives += weight
    else falsePositives += weight
  }
  const trueNegatives = negatives - falsePositives
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
  return {
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives,
    accuracy: share(truePositives + trueNegatives, positives + negatives),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, positives),
    specificity: share(trueNegatives, negatives),
  }
}
