/**
 * Kaplan-Meier survival of gaps by whole days. Entry t of `survival` is S(t), the estimated share of gaps longer than t
 * days, t = 0 .. longest duration; `nAtRisk[t]` gaps lasted t days or more, `nEnded[t]` ended on day t.
 */
export interface SurvivalCurve {
  readonly survival: Float64Array
  readonly nAtRisk: Uint32Array
  readonly nEnded: Uint32Array
  /** gaps that ended and gaps that were still open at the end of the data */
  readonly nClosed: number
  readonly nOpen: number
}

/**
 * The product-limit estimator on counts by duration: `ended[t]` gaps ended after t days, `open[t]` were last seen open
 * after t days (at risk through t). Both of one length. Source: Kaplan & Meier 1958, equation 2b. Cost: one pass.
 */
export function kaplanMeier(ended: Uint32Array, open: Uint32Array): SurvivalCurve {
  const n = ended.length
  const survival = new Float64Array(n)
  const nAtRisk = new Uint32Array(n)
  let nClosed = 0
  let nOpen = 0
  for (let t = 0; t < n; t++) {
    nClosed += ended[t]!
    nOpen += open[t]!
  }
  let atRisk = nClosed + nOpen
  let s = 1
  for (let t = 0; t < n; t++) {
    nAtRisk[t] = atRisk
    if (atRisk > 0) s *= 1 - ended[t]! / atRisk
    survival[t] = s
    atRisk -= ended[t]! + open[t]!
  }
  return { survival, nAtRisk, nEnded: ended, nClosed, nOpen }
}
