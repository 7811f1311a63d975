import {
  BIN_SET_WORDS,
  hasBin,
  leafScore,
  leafValue,
  valueScore,
  type LeafSums,
  type Split,
  type SplitRules,
} from './split.ts'

/**
 * The best split of a leaf by a category, if it gains more than `least`: the bins that the leaf has, the missing one
 * among them, are put in order of g / (h + smoothing), and each prefix is tried as the left side. Both sides bear
 * `categoryL2` on top, for the freedom of the order. Bins that the leaf has not go to the side with more rows. `cells` as
 * in `numericSplit`. Cost: a sort of at most 256 bins.
 * Source: Fisher 1958 (an optimal grouping is contiguous in this order); Ke et al. 2017 (LightGBM).
 */
export function categorySplit(
  cells: Float64Array,
  at: number,
  feature: number,
  nBins: number,
  leaf: LeafSums,
  rules: SplitRules,
  least: number,
): Split | null {
  const order: number[] = []
  const ratios = new Float64Array(nBins + 1)
  for (let b = 0; b <= nBins; b++) {
    const k = at + 3 * b
    if (cells[k + 2] === 0) continue
    ratios[b] = cells[k]! / (cells[k + 1]! + rules.categorySmoothing)
    order.push(b)
  }
  order.sort((a, b) => ratios[a]! - ratios[b]! || a - b)

  const { minLeafRows, minLeafHessian } = rules
  const { sumG, sumH, nRows, low, high } = leaf
  const l2 = rules.l2 + rules.categoryL2
  const parent = leafScore(leaf, rules.l2)
  let best = parent + least
  let nLeft = 0
  let leftG = 0
  let leftH = 0
  let leftRows = 0
  let g = 0
  let h = 0
  let n = 0
  for (let i = 0; i + 1 < order.length; i++) {
    const k = at + 3 * order[i]!
    g += cells[k]!
    h += cells[k + 1]!
    n += cells[k + 2]!
    if (n < minLeafRows || h < minLeafHessian) continue
    if (nRows - n < minLeafRows || sumH - h < minLeafHessian) break
    const left = valueScore(g, h, l2, leafValue(g, h, l2, low, high))
    const right = valueScore(sumG - g, sumH - h, l2, leafValue(sumG - g, sumH - h, l2, low, high))
    if (left + right <= best) continue
    best = left + right
    nLeft = i + 1
    leftG = g
    leftH = h
    leftRows = n
  }
  if (nLeft === 0) return null
  const leftBins = new Uint32Array(BIN_SET_WORDS)
  const add = (bin: number): void => {
    leftBins[bin >>> 5]! |= 1 << (bin & 31)
  }
  for (const bin of order.slice(0, nLeft)) add(bin)
  if (2 * leftRows > nRows) {
    for (let b = 0; b <= nBins; b++) if (cells[at + 3 * b + 2] === 0) add(b)
  }
  const missingLeft = hasBin(leftBins, nBins)
  return { gain: best - parent, feature, bin: 0, leftBins, missingLeft, leftG, leftH, leftRows }
}
