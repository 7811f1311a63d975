/** An estimate with its variance. */
export interface Estimate {
  readonly value: number
  readonly variance: number
}

/** The mean of estimates weighted by 1 / variance; null without any. Cost: one pass. */
export function pooled(estimates: readonly Estimate[]): Estimate | null {
  if (estimates.length === 0) return null
  let weights = 0
  let sum = 0
  for (const { value, variance } of estimates) {
    weights += 1 / variance
    sum += value / variance
  }
  return { value: sum / weights, variance: 1 / weights }
}

/**
 * Variance of the true values behind estimates, by moments; 0 where they differ no more than their own variances say.
 * Source: DerSimonian & Laird 1986.
 */
export function varianceBetween(estimates: readonly Estimate[]): number {
  const mean = pooled(estimates)
  if (mean === null || estimates.length < 2) return 0
  let weights = 0
  let squares = 0
  let q = 0
  for (const { value, variance } of estimates) {
    weights += 1 / variance
    squares += 1 / (variance * variance)
    q += (value - mean.value) ** 2 / variance
  }
  return Math.max(0, (q - (estimates.length - 1)) / (weights - squares / weights))
}

/**
 * Estimates drawn toward their common mean, the more the less sure they are: empirical Bayes with a normal prior whose
 * mean and variance come from the estimates themselves. How sure each is goes by its sample (`sizes`) and the variance of
 * one observation averaged over all, not by its own variance: a share's variance grows with the share, and low shares
 * would pull the mean down by looking sure. The variance returned counts that the mean is estimated too, and keeps each
 * estimate's own. Source: Efron & Morris 1975; Morris 1983.
 */
export function shrunk(estimates: readonly Estimate[], sizes: readonly number[]): Estimate[] {
  const size = (i: number): number => sizes[i] ?? 1
  const all = estimates.reduce((sum, _, i) => sum + size(i), 0)
  const unit = estimates.reduce((sum, { variance }, i) => sum + (variance * size(i) * size(i)) / all, 0)
  const smooth = estimates.map(({ value }, i) => ({ value, variance: unit / size(i) }))
  const between = varianceBetween(smooth)
  const mean = pooled(smooth.map(({ value, variance }) => ({ value, variance: variance + between })))
  if (mean === null) return []
  return estimates.map(({ value, variance }, i) => {
    const noise = smooth[i]?.variance ?? variance
    const toward = noise / (noise + between)
    return {
      value: toward * mean.value + (1 - toward) * value,
      variance: (1 - toward) * variance + toward * toward * mean.variance,
    }
  })
}
