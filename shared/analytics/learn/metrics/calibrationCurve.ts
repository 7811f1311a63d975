import { classCounts } from './counts.ts'
import type { ScoredSample } from './scoredSample.ts'
import { wilsonInterval } from './wilsonInterval.ts'

/** One bin of a calibration curve, in ascending order of score. */
export interface CalibrationBin {
  /** weighted number of rows, > 0 */
  readonly n: number
  readonly meanPredicted: number
  readonly observed: number
  /** Wilson interval of `observed` */
  readonly low: number
  readonly high: number
}

/**
 * Observed share of churners against mean predicted probability, over `nBins` bins of about equal size from the lowest
 * score to the highest. Rows of equal score stay together, in the bin of their middle rank, so bins can be fewer than
 * asked for and the order of rows does not matter. `level` of the intervals. Empty for an empty sample. Cost: one pass.
 */
export function calibrationCurve(sample: ScoredSample, nBins = 10, level = 0.95): CalibrationBin[] {
  const { n, scores, labels, weights } = sample
  const counts = classCounts(sample)
  const total = counts.positives + counts.negatives
  const rows = new Float64Array(nBins)
  const predicted = new Float64Array(nBins)
  const churned = new Float64Array(nBins)
  let below = 0
  for (let i = n - 1; i >= 0;) {
    const score = scores[i]!
    let tied = 0
    let tiedChurned = 0
    for (; i >= 0 && scores[i]! === score; i--) {
      const weight = weights === null ? 1 : weights[i]!
      tied += weight
      if (labels[i] === 1) tiedChurned += weight
    }
    if (tied === 0) continue
    const bin = Math.min(nBins - 1, Math.floor(((below + tied / 2) * nBins) / total))
    rows[bin] = rows[bin]! + tied
    predicted[bin] = predicted[bin]! + tied * score
    churned[bin] = churned[bin]! + tiedChurned
    below += tied
  }
  const bins: CalibrationBin[] = []
  rows.forEach((size, b) => {
    if (size === 0) return
    const interval = wilsonInterval(churned[b]!, size, level)
    bins.push({ n: size, meanPredicted: predicted[b]! / size, observed: churned[b]! / size, ...interval })
  })
  return bins
}
