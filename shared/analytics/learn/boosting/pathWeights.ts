/**
 * Shapley values of the players of one leaf: player j is worth 1 with `ones[j]` = 1 when present, `zeros[j]` when
 * absent, and a coalition the product times `value`. Written to out[at .. at + m). Cost: cubic in the players m.
 * Source: Lundberg, Erion & Lee 2018, equation 5 and algorithm 2, for one path whose conditions on one feature are
 * merged; here each player's sum over the sizes of coalitions is built without the division of their UNWIND.
 */
export function leafShapley(
  zeros: readonly number[],
  ones: ArrayLike<number>,
  value: number,
  out: Float64Array,
  at: number,
): void {
  const m = zeros.length
  const bySize = new Float64Array(m)
  for (let j = 0; j < m; j++) {
    bySize.fill(0)
    bySize[0] = 1
    let nOthers = 0
    for (let k = 0; k < m; k++) {
      if (k === j) continue
      nOthers += 1
      for (let s = nOthers; s > 0; s--) bySize[s] = bySize[s]! * zeros[k]! + bySize[s - 1]! * ones[k]!
      bySize[0] = bySize[0] * zeros[k]!
    }
    // size! (m - 1 - size)! / m!
    let weight = 1 / m
    let sum = 0
    for (let s = 0; s < m; s++) {
      sum += weight * bySize[s]!
      weight *= (s + 1) / Math.max(1, m - 1 - s)
    }
    out[at + j] = value * (ones[j]! - zeros[j]!) * sum
  }
}
