import type { ScoredSample } from './scoredSample.ts'

/** Corner points of the upper convex hull of a ROC curve, in weighted numbers of rows, from (0, 0) to all rows. */
export interface RocHull {
  readonly positives: number
  readonly negatives: number
  /** churners at or above each corner's score, ascending */
  readonly truePositives: readonly number[]
  /** stayers at or above each corner's score, ascending */
  readonly falsePositives: readonly number[]
  /** the score from which on rows are taken at each corner; null at the origin, where none is */
  readonly scores: readonly (number | null)[]
}

/**
 * The upper convex hull of the ROC curve: the thresholds that some cost ratio makes the best. An empty sample gives the
 * origin alone. Cost: one pass over the sorted sample.
 * Source: Provost & Fawcett 2001; the hull by Andrew 1979 (monotone chain).
 */
export function rocHull({ n, scores, labels, weights }: ScoredSample): RocHull {
  const tp = [0]
  const fp = [0]
  const at: (number | null)[] = [null]
  let positives = 0
  let negatives = 0
  for (let i = 0; i < n;) {
    const score = scores[i]!
    for (; i < n && scores[i]! === score; i++) {
      const weight = weights === null ? 1 : weights[i]!
      if (labels[i] === 1) positives += weight
      else negatives += weight
    }
    if (positives === tp.at(-1) && negatives === fp.at(-1)) continue
    while (tp.length >= 2 && isUnder(tp, fp, positives, negatives)) {
      tp.pop()
      fp.pop()
      at.pop()
    }
    tp.push(positives)
    fp.push(negatives)
    at.push(score)
  }
  return { positives, negatives, truePositives: tp, falsePositives: fp, scores: at }
}

/** Whether the last corner lies on or under the line from the one before it to the new point. */
function isUnder(
  tp: readonly number[],
  fp: readonly number[],
  positives: number,
  negatives: number,
): boolean {
  const k = tp.length - 1
  const x = fp[k - 1]!
  const y = tp[k - 1]!
  return (fp[k]! - x) * (positives - y) >= (tp[k]! - y) * (negatives - x)
}
