import { classCounts } from './counts.ts'
import { confusionAt } from './confusionAt.ts'
import type { ScoredSample } from './scoredSample.ts'

/** Share of rows judged rightly when score >= threshold is flagged; null when the sample is empty. Cost: one pass. */
export function accuracyAt(sample: ScoredSample, threshold = 0.5): number | null {
  return confusionAt(sample, threshold).accuracy
}

/** Accuracy of always naming the more frequent class; null when the sample is empty. Cost: one pass. */
export function majorityAccuracy(sample: ScoredSample): number | null {
  const { positives, negatives } = classCounts(sample)
  const total = positives + negatives
  return total > 0 ? Math.max(positives, negatives) / total : null
}
