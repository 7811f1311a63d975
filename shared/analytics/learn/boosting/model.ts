import type { FeatureBins } from './binning.ts'

/**
 * A tree as flat arrays, one entry a node; node 0 is the root and children stand behind their parent. Leaves have
 * feature -1. Plain data that survives JSON.
 */
export interface BoostedTree {
  readonly feature: readonly number[]
  /** numbers: rows up to this bin go left */
  readonly thresholdBin: readonly number[]
  /** numbers: rows with a value up to this go left */
  readonly threshold: readonly number[]
  /** 1 where rows without a value go left */
  readonly missingLeft: readonly number[]
  /** categories: the bins that go left, as bits of eight words; null for numbers and leaves */
  readonly leftBins: readonly (readonly number[] | null)[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** leaves: what the tree adds to the log-odds, the learning rate included */
  readonly value: readonly number[]
  /** training rows that came through the node */
  readonly count: readonly number[]
  /** splits: twice the log loss saved to second order, before the learning rate */
  readonly gain: readonly number[]
}

/** Boosted trees for a yes/no outcome: log-odds = baseScore + the sum over the trees. Plain data that survives JSON. */
export interface BoostedModel {
  readonly version: 1
  readonly baseScore: number
  readonly features: readonly FeatureBins[]
  readonly trees: readonly BoostedTree[]
}
