import { leafScore, leafValue, valueScore, type LeafSums, type Split, type SplitRules } from './split.ts'

interface Cut {
  /** score of both sides together */
  score: number
  bin: number
  missingLeft: boolean
  leftG: number
  leftH: number
  leftRows: number
}

/**
 * The best split of a leaf by a number, if it gains more than `least`; of equally good ones the lowest bin, with
 * missing values right before left. `cells` holds, from `at` on, the sums (g, h, rows) of each bin, the missing bin last.
 * Where the leaf has no missing values they are sent to the side with more rows. `monotone` +1 / -1 refuses a split
 * whose right value is lower / higher than its left one. Cost: two passes over the bins.
 * Source: Chen & Guestrin 2016, algorithm 3 (missing values); the bounds are those of the leaf.
 */
export function numericSplit(
  cells: Float64Array,
  at: number,
  feature: number,
  nBins: number,
  leaf: LeafSums,
  monotone: number,
  rules: SplitRules,
  least: number,
): Split | null {
  const missingRows = cells[at + 3 * nBins + 2]!
  const parent = leafScore(leaf, rules.l2)
  const cut: Cut = {
    score: parent + least,
    bin: -1,
    missingLeft: false,
    leftG: 0,
    leftH: 0,
    leftRows: 0,
  }
  const isFree = monotone === 0 && leaf.low === -Infinity && leaf.high === Infinity
  const scan = isFree ? scanFree : scanBounded
  if (missingRows === 0) {
    scan(cells, at, nBins - 1, false, nBins, leaf, monotone, rules, cut)
    cut.missingLeft = 2 * cut.leftRows > leaf.nRows
  } else {
    scan(cells, at, nBins, false, nBins, leaf, monotone, rules, cut)
    scan(cells, at, nBins - 1, true, nBins, leaf, monotone, rules, cut)
  }
  if (cut.bin < 0) return null
  const { bin, missingLeft, leftG, leftH, leftRows } = cut
  return { gain: cut.score - parent, feature, bin, leftBins: null, missingLeft, leftG, leftH, leftRows }
}

function scanFree(
  cells: Float64Array,
  at: number,
  end: number,
  missingLeft: boolean,
  nBins: number,
  leaf: LeafSums,
  _monotone: number,
  rules: SplitRules,
  cut: Cut,
): void {
  const { minLeafRows, minLeafHessian, l2 } = rules
  const { sumG, sumH, nRows } = leaf
  const missing = at + 3 * nBins
  let g = missingLeft ? cells[missing]! : 0
  let h = missingLeft ? cells[missing + 1]! : 0
  let n = missingLeft ? cells[missing + 2]! : 0
  let best = cut.score
  for (let b = 0, k = at; b < end; b++, k += 3) {
    const inBin = cells[k + 2]!
    if (inBin === 0) continue
    g += cells[k]!
    h += cells[k + 1]!
    n += inBin
    if (n < minLeafRows || h < minLeafHessian) continue
    const hRight = sumH - h
    if (nRows - n < minLeafRows || hRight < minLeafHessian) break
    const gRight = sumG - g
    const score = (g * g) / (h + l2) + (gRight * gRight) / (hRight + l2)
    if (score <= best) continue
    best = score
    note(cut, score, b, missingLeft, g, h, n)
  }
}

function scanBounded(
  cells: Float64Array,
  at: number,
  end: number,
  missingLeft: boolean,
  nBins: number,
  leaf: LeafSums,
  monotone: number,
  rules: SplitRules,
  cut: Cut,
): void {
  const { minLeafRows, minLeafHessian, l2 } = rules
  const { sumG, sumH, nRows, low, high } = leaf
  const missing = at + 3 * nBins
  let g = missingLeft ? cells[missing]! : 0
  let h = missingLeft ? cells[missing + 1]! : 0
  let n = missingLeft ? cells[missing + 2]! : 0
  for (let b = 0, k = at; b < end; b++, k += 3) {
    const inBin = cells[k + 2]!
    if (inBin === 0) continue
    g += cells[k]!
    h += cells[k + 1]!
    n += inBin
    if (n < minLeafRows || h < minLeafHessian) continue
    const hRight = sumH - h
    if (nRows - n < minLeafRows || hRight < minLeafHessian) break
    const gRight = sumG - g
    const left = leafValue(g, h, l2, low, high)
    const right = leafValue(gRight, hRight, l2, low, high)
    if ((right - left) * monotone < 0) continue
    const score = valueScore(g, h, l2, left) + valueScore(gRight, hRight, l2, right)
    if (score > cut.score) note(cut, score, b, missingLeft, g, h, n)
  }
}

function note(
  cut: Cut,
  score: number,
  bin: number,
  missingLeft: boolean,
  g: number,
  h: number,
  n: number,
): void {
  cut.score = score
  cut.bin = bin
  cut.missingLeft = missingLeft
  cut.leftG = g
  cut.leftH = h
  cut.leftRows = n
}
