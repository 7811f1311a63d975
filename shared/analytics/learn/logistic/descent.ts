const MAX_SWEEPS = 1_000

/**
 * Minimises gradient'd + d'Hd / 2 + l1 |b + d|_1 over d by coordinate descent, entry 0 (the intercept) without the L1
 * term. `hessian` row-major with the L2 penalty already on its diagonal; `current` = b with entry 0 unused. Sweeps over
 * all entries alternate with sweeps over those that are not 0, until no entry moves by more than `tolerance` in units
 * of the gradient. Cost: sweeps x entries that move x size.
 * Source: Friedman, Hastie & Tibshirani 2010, section 2.2 (covariance updates).
 */
export function coordinateDescent(
  hessian: Float64Array,
  gradient: Float64Array,
  current: Float64Array,
  l1: number,
  tolerance: number,
): Float64Array {
  const size = gradient.length
  const d = new Float64Array(size)
  // slope of the quadratic at d
  const slope = gradient.slice()
  const sweep = (onlyActive: boolean): number => {
    let largest = 0
    for (let j = 0; j < size; j++) {
      const bent = hessian[j * size + j]!
      if (!(bent > 0)) continue
      const b = j === 0 ? 0 : current[j]! + d[j]!
      if (onlyActive && j > 0 && b === 0) continue
      const free = bent * b - slope[j]!
      const penalty = j === 0 ? 0 : l1
      const target = (free > penalty ? free - penalty : free < -penalty ? free + penalty : 0) / bent
      const move = target - b
      if (move === 0) continue
      d[j] = d[j]! + move
      const row = j * size
      for (let k = 0; k < size; k++) slope[k] = slope[k]! + move * hessian[row + k]!
      largest = Math.max(largest, Math.abs(move) * bent)
    }
    return largest
  }
  for (let sweeps = 0; sweeps < MAX_SWEEPS; sweeps++) {
    if (sweep(false) <= tolerance) break
    while (++sweeps < MAX_SWEEPS && sweep(true) > tolerance);
  }
  return d
}
