/**
 * Where a number is cut into bins: the edges between at most `maxBins` bins of about equally many values, ascending.
 * `sorted` holds the values in ascending order without missing ones. Up to `maxBins` distinct values get a bin each;
 * otherwise a value that alone fills a bin keeps it for itself and the others share what is left. An edge lies half way
 * between two neighbouring distinct values, and a value belongs to bin b when exactly b edges are below it; so only the
 * order of the values decides who shares a bin. Fewer than two distinct values have no edge. Cost: two passes.
 */
export function numericEdges(sorted: Float32Array, maxBins: number): number[] {
  const { values, counts } = distinct(sorted)
  const nDistinct = values.length
  const edges: number[] = []
  const cutAfter = (i: number): void => {
    edges.push((values[i]! + values[i + 1]!) / 2)
  }
  if (nDistinct <= maxBins) {
    for (let i = 0; i + 1 < nDistinct; i++) cutAfter(i)
    return edges
  }
  const fair = sorted.length / maxBins
  let rowsToShare = sorted.length
  let binsToShare = maxBins
  for (const count of counts) {
    if (count < fair) continue
    rowsToShare -= count
    binsToShare -= 1
  }
  let inBin = 0
  for (let i = 0; i + 1 < nDistinct && edges.length + 1 < maxBins; i++) {
    const isAlone = counts[i]! >= fair
    inBin += counts[i]!
    const share = rowsToShare / Math.max(1, binsToShare)
    const isNextAlone = counts[i + 1]! >= fair
    if (!isAlone && inBin < share && !(isNextAlone && inBin >= share / 2)) continue
    cutAfter(i)
    if (!isAlone) {
      rowsToShare -= inBin
      binsToShare -= 1
    }
    inBin = 0
  }
  return edges
}

function distinct(sorted: Float32Array): { values: Float32Array; counts: Uint32Array } {
  const values = new Float32Array(sorted.length)
  const counts = new Uint32Array(sorted.length)
  let last = -1
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!
    if (last < 0 || value !== values[last]) values[++last] = value
    counts[last] = counts[last]! + 1
  }
  return { values: values.subarray(0, last + 1), counts: counts.subarray(0, last + 1) }
}
