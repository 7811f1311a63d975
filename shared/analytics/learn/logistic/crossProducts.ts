import { AppError } from '../../../contract/errors.ts'

const BLOCK = 128

/**
 * The matrix Z' W Z of (1, columns[active]) over some rows (null = all), row-major, (k + 1) x (k + 1), symmetric.
 * `weights` holds one number >= 0 a row of the columns. Rows are taken in blocks that stay in the processor's cache,
 * scaled by the root of their weight, and multiplied in tiles of 2 x 4 sums. Throws `cancelled`.
 * Cost: rows x k^2 / 2 multiplications.
 */
export function crossProducts(
  columns: readonly Float32Array[],
  active: Uint32Array,
  weights: Float64Array,
  rows: Uint32Array | null,
  isCancelled: (() => boolean) | undefined,
): Float64Array {
  const size = active.length + 1
  const padded = (size + 3) & ~3
  const sums = new Float64Array(padded * padded)
  const block = new Float64Array(padded * BLOCK)
  const root = new Float64Array(BLOCK)
  const at = new Uint32Array(BLOCK)
  const n = rows === null ? weights.length : rows.length
  for (let from = 0; from < n; from += BLOCK) {
    if ((from & 0xffff) === 0 && isCancelled?.() === true) throw new AppError('cancelled')
    const height = Math.min(BLOCK, n - from)
    for (let i = 0; i < height; i++) {
      const row = rows === null ? from + i : rows[from + i]!
      at[i] = row
      root[i] = Math.sqrt(weights[row]!)
    }
    block.set(root.subarray(0, height))
    for (let k = 1; k < size; k++) {
      const x = columns[active[k - 1]!]!
      const base = k * BLOCK
      for (let i = 0; i < height; i++) block[base + i] = root[i]! * x[at[i]!]!
    }
    for (let j = 0; j < size; j += 2) {
      for (let k = j & ~3; k < size; k += 4) addTile(block, height, j, k, sums, padded)
    }
  }
  const out = new Float64Array(size * size)
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      out[j * size + k] = out[k * size + j] = sums[k * padded + j]!
    }
  }
  return out
}

function addTile(
  block: Float64Array,
  height: number,
  j: number,
  k: number,
  sums: Float64Array,
  stride: number,
): void {
  let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0]
  const r1 = j * BLOCK
  const r2 = r1 + BLOCK
  const c0 = k * BLOCK
  const c1 = c0 + BLOCK
  const c2 = c1 + BLOCK
  const c3 = c2 + BLOCK
  for (let i = 0; i < height; i++) {
    const a = block[r1 + i]!
    const b = block[r2 + i]!
    const x0 = block[c0 + i]!
    const x1 = block[c1 + i]!
    const x2 = block[c2 + i]!
    const x3 = block[c3 + i]!
    a0 += a * x0
    a1 += a * x1
    a2 += a * x2
    a3 += a * x3
    b0 += b * x0
    b1 += b * x1
    b2 += b * x2
    b3 += b * x3
  }
  const s = j * stride + k
  sums[s] = sums[s]! + a0
  sums[s + 1] = sums[s + 1]! + a1
  sums[s + 2] = sums[s + 2]! + a2
  sums[s + 3] = sums[s + 3]! + a3
  const t = s + stride
  sums[t] = sums[t]! + b0
  sums[t + 1] = sums[t + 1]! + b1
  sums[t + 2] = sums[t + 2]! + b2
  sums[t + 3] = sums[t + 3]! + b3
}
