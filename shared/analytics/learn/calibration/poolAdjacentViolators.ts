import { scoredSample } from '../metrics/scoredSample.ts'

/** A stretch of scores with one fitted value. */
export interface IsotonicBlock {
  readonly lowScore: number
  readonly highScore: number
  /** weighted mean of the block's scores */
  readonly meanScore: number
  /** weighted number of rows */
  readonly n: number
  /** weighted number of churners; the fitted value is churners / n */
  readonly churners: number
}

/**
 * The non-decreasing step function of the score that is nearest to the labels in (weighted) squares, as blocks in
 * ascending order. Rows of equal score are one. Fails as `scoredSample`. Empty without rows.
 * Cost: a sort and one pass. Source: Ayer et al. 1955; Barlow et al. 1972.
 */
export function poolAdjacentViolators(
  scores: Float64Array | Float32Array,
  labels: Uint8Array,
  weights: Float64Array | null = null,
): IsotonicBlock[] {
  const sample = scoredSample(scores, labels, weights)
  const blocks: IsotonicBlock[] = []
  for (let i = sample.n - 1; i >= 0;) {
    const score = sample.scores[i]!
    let n = 0
    let churners = 0
    for (; i >= 0 && sample.scores[i]! === score; i--) {
      const weight = sample.weights === null ? 1 : sample.weights[i]!
      n += weight
      if (sample.labels[i] === 1) churners += weight
    }
    if (n === 0) continue
    let block: IsotonicBlock = { lowScore: score, highScore: score, meanScore: score, n, churners }
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.churners * block.n < block.churners * last.n) break
      blocks.pop()
      block = merged(last, block)
    }
    blocks.push(block)
  }
  return blocks
}

function merged(low: IsotonicBlock, high: IsotonicBlock): IsotonicBlock {
  const n = low.n + high.n
  return {
    lowScore: low.lowScore,
    highScore: high.highScore,
    meanScore: low.meanScore + (high.meanScore - low.meanScore) * (high.n / n),
    n,
    churners: low.churners + high.churners,
  }
}
