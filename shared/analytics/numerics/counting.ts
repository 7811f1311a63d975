/**
 * Order statistics of integers that span a moderate range: a count for each value. Reusable; grows to the widest range
 * it has seen.
 */
export interface CountingIndex {
  /** Counts values[0 .. n), all within min .. max. Cost: one pass + the width of the range. */
  fill(values: Int32Array | Uint32Array, n: number, min: number, max: number): void
  /** As `MagnitudeIndex.select`. Cost: one pass over the range. */
  select(ranks: readonly number[]): { readonly at: number[]; readonly above: number[] }
  /** How many of the counted values are `value`. */
  count(value: number): number
}

/** An empty counting index. */
export function countingIndex(): CountingIndex {
  let counts = new Uint32Array(0)
  let first = 0
  let width = 0

  function fill(values: Int32Array | Uint32Array, n: number, min: number, max: number): void {
    first = min
    width = n === 0 ? 0 : max - min + 1
    if (counts.length < width) counts = new Uint32Array(Math.ceil(width * 1.25))
    counts.fill(0, 0, width)
    const table = counts
    for (let i = 0; i < n; i++) {
      const k = values[i]! - min
      table[k] = table[k]! + 1
    }
  }

  function select(ranks: readonly number[]): { at: number[]; above: number[] } {
    const at: number[] = []
    const above: number[] = []
    let k = 0
    let below = 0
    for (const rank of ranks) {
      while (below + counts[k]! <= rank) below += counts[k++]!
      let next = k + 1
      while (next < width && counts[next] === 0) next++
      at.push(first + k)
      above.push(next < width ? first + next : NaN)
    }
    return { at, above }
  }

  function count(value: number): number {
    const k = value - first
    return k >= 0 && k < width ? counts[k]! : 0
  }

  return { fill, select, count }
}
