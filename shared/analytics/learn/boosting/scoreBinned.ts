import type { BinnedMatrix } from './binMatrix.ts'
import type { BoostedModel, BoostedTree } from './model.ts'
import { hasBin } from './split.ts'

/** Log-odds of binned rows, whose bins must be the model's. Cost: a walk down each tree a row. */
export function scoreBinned(model: BoostedModel, binned: BinnedMatrix): Float64Array {
  const logOdds = new Float64Array(binned.nRows).fill(model.baseScore)
  for (const tree of model.trees) addTreeBinned(tree, binned, null, logOdds)
  return logOdds
}

/** Adds what a tree says of binned rows to their log-odds: of all rows, or only of `rows`. */
export function addTreeBinned(
  tree: BoostedTree,
  binned: BinnedMatrix,
  rows: Int32Array | null,
  logOdds: Float64Array,
): void {
  const { columns, features } = binned
  // for each node and bin whether the bin goes left: one look-up serves numbers, categories and missing values
  const goesLeft = new Uint8Array(256 * tree.feature.length)
  const nodeColumns = tree.feature.map((f, node) => {
    if (f < 0) return null
    const { nBins } = features[f]!
    const set = tree.leftBins[node]!
    for (let b = 0; b < nBins; b++) {
      goesLeft[256 * node + b] = (set === null ? b <= tree.thresholdBin[node]! : hasBin(set, b)) ? 1 : 0
    }
    goesLeft[256 * node + nBins] = tree.missingLeft[node]!
    return columns[f]!
  })
  const left = Int32Array.from(tree.left)
  const right = Int32Array.from(tree.right)
  const value = Float64Array.from(tree.value)
  const n = rows === null ? binned.nRows : rows.length
  for (let i = 0; i < n; i++) {
    const row = rows === null ? i : rows[i]!
    let node = 0
    for (let column = nodeColumns[0]!; column !== null; column = nodeColumns[node]!) {
      node = goesLeft[256 * node + column[row]!] === 1 ? left[node]! : right[node]!
    }
    logOdds[row] = logOdds[row]! + value[node]!
  }
}
