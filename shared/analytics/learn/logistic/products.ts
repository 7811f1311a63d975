/** out = constant + sum over k of by[k] x columns[active[k]], by row. Cost: rows x columns. */
export function multiply(
  columns: readonly Float32Array[],
  active: Uint32Array,
  constant: number,
  by: Float64Array,
  out: Float64Array,
): void {
  const n = out.length
  out.fill(constant)
  let k = 0
  for (; k + 4 <= active.length; k += 4) {
    const [x0, x1, x2, x3] = four(columns, active, k)
    const [b0, b1, b2, b3] = [by[k]!, by[k + 1]!, by[k + 2]!, by[k + 3]!]
    for (let i = 0; i < n; i++) out[i] = out[i]! + (b0 * x0[i]! + b1 * x1[i]! + (b2 * x2[i]! + b3 * x3[i]!))
  }
  for (; k < active.length; k++) {
    const x = columns[active[k]!]!
    const b = by[k]!
    for (let i = 0; i < n; i++) out[i] = out[i]! + b * x[i]!
  }
}

/** out[k] = sum over rows of values x columns[active[k]]. Cost: rows x columns. */
export function multiplyTransposed(
  columns: readonly Float32Array[],
  active: Uint32Array,
  values: Float64Array,
  out: Float64Array,
): void {
  const n = values.length
  let k = 0
  for (; k + 4 <= active.length; k += 4) {
    const [x0, x1, x2, x3] = four(columns, active, k)
    let [s0, s1, s2, s3] = [0, 0, 0, 0]
    for (let i = 0; i < n; i++) {
      const value = values[i]!
      s0 += value * x0[i]!
      s1 += value * x1[i]!
      s2 += value * x2[i]!
      s3 += value * x3[i]!
    }
    out[k] = s0
    out[k + 1] = s1
    out[k + 2] = s2
    out[k + 3] = s3
  }
  for (; k < active.length; k++) {
    const x = columns[active[k]!]!
    let sum = 0
    for (let i = 0; i < n; i++) sum += values[i]! * x[i]!
    out[k] = sum
  }
}

type Four = readonly [Float32Array, Float32Array, Float32Array, Float32Array]

function four(columns: readonly Float32Array[], active: Uint32Array, k: number): Four {
  return [columns[active[k]!]!, columns[active[k + 1]!]!, columns[active[k + 2]!]!, columns[active[k + 3]!]!]
}

/** Weighted first and second moments: first[k] = sum w x, second[k] = sum w x^2. Cost: rows x columns. */
export function weightedMoments(
  columns: readonly Float32Array[],
  active: Uint32Array,
  weights: Float64Array,
): { first: Float64Array; second: Float64Array } {
  const n = weights.length
  const first = new Float64Array(active.length)
  const second = new Float64Array(active.length)
  for (let k = 0; k < active.length; k++) {
    const x = columns[active[k]!]!
    let s = 0
    let q = 0
    for (let i = 0; i < n; i++) {
      const value = x[i]!
      const weighted = weights[i]! * value
      s += weighted
      q += weighted * value
    }
    first[k] = s
    second[k] = q
  }
  return { first, second }
}
