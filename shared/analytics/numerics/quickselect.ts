/**
 * The value at position `k` of values[from .. to) if that range were sorted ascending; reorders the range in place.
 * `from <= k < to`, no NaN. Expected cost linear, also when most values are equal (three-way partition).
 * Source: Hoare 1961 (Find), pivot = median of three, partition after Dijkstra's Dutch flag.
 */
export function quickselect(values: Float64Array, from: number, to: number, k: number): number {
  let low = from
  let high = to - 1
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!)
    let less = low
    let more = high
    let i = low
    while (i <= more) {
      const value = values[i]!
      if (value < pivot) {
        values[i++] = values[less]!
        values[less++] = value
      } else if (value > pivot) {
        values[i] = values[more]!
        values[more--] = value
      } else i++
    }
    if (k < less) high = less - 1
    else if (k > more) low = more + 1
    else return pivot
  }
  return values[k]!
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
