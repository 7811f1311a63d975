/** A Newton matrix without penalty over (intercept, active columns), row-major; `active` ascending. */
export interface KeptHessian {
  readonly active: Uint32Array
  readonly hessian: Float64Array
}

/**
 * The part of a kept matrix over (intercept, `active`) as a copy; null when there is none or a column is missing in it.
 * Both lists ascend. Cost: columns^2.
 */
export function keptHessian(kept: KeptHessian | null, active: Uint32Array): Float64Array | null {
  if (kept === null || active.length > kept.active.length) return null
  const size = active.length + 1
  const from = kept.active.length + 1
  const at = new Uint32Array(size)
  for (let k = 1, i = 0; k < size; k++) {
    while (i < kept.active.length && kept.active[i]! < active[k - 1]!) i++
    if (kept.active[i] !== active[k - 1]) return null
    at[k] = i + 1
  }
  const out = new Float64Array(size * size)
  for (let j = 0; j < size; j++) {
    const row = at[j]! * from
    for (let k = 0; k < size; k++) out[j * size + k] = kept.hessian[row + at[k]!]!
  }
  return out
}
