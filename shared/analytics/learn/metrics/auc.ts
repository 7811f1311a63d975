import type { ScoredSample } from './scoredSample.ts'

/**
 * Area under the ROC curve, 0..1: how often a churner scores above a stayer, ties counting half. Null unless both
 * classes are there. Cost: one pass over the sorted sample.
 * Source: Hanley & McNeil 1982 (equality with the Mann-Whitney statistic).
 */
export function auc({ n, scores, labels, weights }: ScoredSample): number | null {
  let positives = 0
  let negatives = 0
  let above = 0
  for (let i = 0; i < n;) {
    const score = scores[i]!
    let tiedPositives = 0
    let tiedNegatives = 0
    for (; i < n && scores[i]! === score; i++) {
      const weight = weights === null ? 1 : weights[i]!
      if (labels[i] === 1) tiedPositives += weight
      else tiedNegatives += weight
    }
    above += tiedNegatives * (positives + tiedPositives / 2)
    positives += tiedPositives
    negatives += tiedNegatives
  }
  return positives > 0 && negatives > 0 ? above / (positives * negatives) : null
}
