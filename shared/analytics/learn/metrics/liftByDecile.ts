import { classCounts } from './counts.ts'
import type { ScoredSample } from './scoredSample.ts'

/** One tenth of the rows, the highest scores first. Numbers are fractions where ties are shared between deciles. */
export interface LiftDecile {
  /** 1 = highest scores */
  readonly decile: number
  readonly n: number
  readonly churners: number
  readonly churnRate: number
  /** churn rate of the decile over the churn rate of all; null without churners */
  readonly lift: number | null
  /** share of all churners in this and the higher deciles; null without churners */
  readonly cumulativeGain: number | null
}

/**
 * Lift and gain by score, in `nParts` parts of exactly equal size (10 = deciles). Rows of equal score that straddle a
 * boundary are shared: each part takes its fraction of them with their common churn rate, so the order of tied rows
 * does not matter. Empty for an empty sample. Cost: one pass.
 */
export function liftByDecile(sample: ScoredSample, nParts = 10): LiftDecile[] {
  const { n, scores, labels, weights } = sample
  const { positives, negatives } = classCounts(sample)
  const total = positives + negatives
  if (total === 0) return []
  const size = total / nParts
  const churners = new Float64Array(nParts)
  let above = 0
  for (let i = 0; i < n;) {
    const score = scores[i]!
    let tied = 0
    let tiedChurned = 0
    for (; i < n && scores[i]! === score; i++) {
      const weight = weights === null ? 1 : weights[i]!
      tied += weight
      if (labels[i] === 1) tiedChurned += weight
    }
    const end = above + tied
    for (let part = Math.min(nParts - 1, Math.floor(above / size)); part < nParts; part++) {
      const until = part === nParts - 1 ? end : Math.min(end, (part + 1) * size)
      if (until > above) churners[part] = churners[part]! + (tiedChurned * (until - above)) / tied
      above = Math.max(above, until)
      if (above >= end) break
    }
  }
  let gained = 0
  return Array.from(churners, (count, part) => {
    gained += count
    const churnRate = count / size
    return {
      decile: part + 1,
      n: size,
      churners: count,
      churnRate,
      lift: positives > 0 ? (churnRate * total) / positives : null,
      cumulativeGain: positives > 0 ? Math.min(1, gained / positives) : null,
    }
  })
}
