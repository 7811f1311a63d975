/** words of a bit set over the 256 bins of a feature */
export const BIN_SET_WORDS = 8

/** A leaf as the search for its best split sees it; values of its descendants must stay within `low` .. `high`. */
export interface LeafSums {
  readonly sumG: number
  readonly sumH: number
  readonly nRows: number
  readonly low: number
  readonly high: number
}

/** A way to cut a leaf in two. */
export interface Split {
  /** twice the log loss that the two leaf values save against the one (before the learning rate) */
  readonly gain: number
  readonly feature: number
  /** numbers: bins up to this one go left */
  readonly bin: number
  /** categories: the bins that go left, the missing bin included, as bits of eight words; null for numbers */
  readonly leftBins: Uint32Array | null
  readonly missingLeft: boolean
  readonly leftG: number
  readonly leftH: number
  readonly leftRows: number
}

/** What a split must keep to. */
export interface SplitRules {
  readonly minLeafRows: number
  readonly minLeafHessian: number
  readonly minGain: number
  readonly l2: number
  readonly categoryL2: number
  readonly categorySmoothing: number
}

/** what rounding can feign is no gain */
const ROUNDING_GAIN = 1e-9

/** The gain that a split under these rules must exceed. */
export function leastGain(rules: SplitRules): number {
  return Math.max(rules.minGain, ROUNDING_GAIN)
}

/**
 * The value of a leaf that minimises the loss to second order, kept within `low` .. `high`.
 * Source: Chen & Guestrin 2016, equation 5.
 */
export function leafValue(sumG: number, sumH: number, l2: number, low: number, high: number): number {
  const denominator = sumH + l2
  const free = denominator > 0 ? -sumG / denominator : 0
  return free < low ? low : free > high ? high : free
}

/**
 * Twice the loss to second order that the leaf value `value` saves against 0.
 * Source: Chen & Guestrin 2016, equations 4 and 6 (sumG^2 / (sumH + l2) at the free optimum).
 */
export function valueScore(sumG: number, sumH: number, l2: number, value: number): number {
  return -(2 * sumG * value + (sumH + l2) * value * value)
}

/** The score of a leaf at its own best value: what a split's two scores are compared with. */
export function leafScore(leaf: LeafSums, l2: number): number {
  return valueScore(leaf.sumG, leaf.sumH, l2, leafValue(leaf.sumG, leaf.sumH, l2, leaf.low, leaf.high))
}

/** Whether `bin` is in the bit set. */
export function hasBin(set: ArrayLike<number>, bin: number): boolean {
  return ((set[bin >>> 5]! >>> (bin & 31)) & 1) === 1
}

/** The split with the greatest gain; of equal ones the first. Order them by feature. Null when there is none. */
export function bestOf(found: readonly (Split | null)[]): Split | null {
  let best: Split | null = null
  for (const split of found) {
    if (split !== null && (best === null || split.gain > best.gain)) best = split
  }
  return best
}
