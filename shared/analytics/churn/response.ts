/** Customers of one campaign (or one stratum): contacted and left alone, and how many of each came back. */
export interface ResponseStratum {
  readonly treated: number
  readonly treatedReturned: number
  readonly control: number
  readonly controlReturned: number
}

/** Incremental returns per contacted customer, with its 95% interval. */
export interface PooledResponse {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly treated: number
  readonly control: number
}

const Z = 1.959963984540054

/**
 * The difference of return shares, contacted minus left alone, pooled over campaigns so that only customers of one
 * campaign are compared with one another; null when no campaign has both. Interval: normal, with the variance of
 * Greenland & Robins (1985) in the form of Sato (1989), which holds for few large and for many small strata.
 * Source: Mantel & Haenszel (1959); Greenland & Robins (1985), risk difference; Sato (1989), eq. 3.
 */
export function pooledResponse(strata: readonly ResponseStratum[]): PooledResponse | null {
  let weights = 0
  let difference = 0
  let p = 0
  let q = 0
  let treated = 0
  let control = 0
  for (const { treated: n1, treatedReturned: a, control: n0, controlReturned: b } of strata) {
    const n = n1 + n0
    if (n1 === 0 || n0 === 0) continue
    const c = n1 - a
    const d = n0 - b
    weights += (n1 * n0) / n
    difference += (a * n0 - b * n1) / n
    p += (n1 * n1 * b - n0 * n0 * a + (n1 * n0 * (n0 - n1)) / 2) / (n * n)
    q += (a * d + b * c) / (2 * n)
    treated += n1
    control += n0
  }
  if (weights === 0) return null
  const value = difference / weights
  const variance = Math.max(0, (value * p + q) / (weights * weights))
  const half = Z * Math.sqrt(variance)
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), treated, control }
}
