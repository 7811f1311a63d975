import type { FeatureBins } from './binning.ts'
import type { BoostedTree } from './model.ts'
import type { Split } from './split.ts'

/** A tree that grows: a leaf is given its split or its value, in any order. */
export class TreeBuilder {
  readonly #features: readonly FeatureBins[]
  readonly #feature: number[] = []
  readonly #thresholdBin: number[] = []
  readonly #threshold: number[] = []
  readonly #missingLeft: number[] = []
  readonly #leftBins: (number[] | null)[] = []
  readonly #left: number[] = []
  readonly #right: number[] = []
  readonly #value: number[] = []
  readonly #count: number[] = []
  readonly #gain: number[] = []

  constructor(features: readonly FeatureBins[]) {
    this.#features = features
  }

  /** Adds a leaf of `count` rows and value 0; returns its node. */
  addLeaf(count: number): number {
    this.#thresholdBin.push(0)
    this.#threshold.push(0)
    this.#missingLeft.push(0)
    this.#leftBins.push(null)
    this.#left.push(-1)
    this.#right.push(-1)
    this.#value.push(0)
    this.#count.push(count)
    this.#gain.push(0)
    return this.#feature.push(-1) - 1
  }

  /** Turns a leaf into a split whose children are new leaves; returns their nodes. */
  split(node: number, split: Split): readonly [left: number, right: number] {
    const left = this.addLeaf(split.leftRows)
    const right = this.addLeaf(this.#count[node]! - split.leftRows)
    this.#feature[node] = split.feature
    this.#thresholdBin[node] = split.bin
    this.#threshold[node] = thresholdOf(this.#features[split.feature]!, split.bin)
    this.#missingLeft[node] = split.missingLeft ? 1 : 0
    this.#leftBins[node] = split.leftBins === null ? null : Array.from(split.leftBins)
    this.#left[node] = left
    this.#right[node] = right
    this.#gain[node] = split.gain
    return [left, right]
  }

  setValue(node: number, value: number): void {
    this.#value[node] = value
  }

  finish(): BoostedTree {
    return {
      feature: this.#feature,
      thresholdBin: this.#thresholdBin,
      threshold: this.#threshold,
      missingLeft: this.#missingLeft,
      leftBins: this.#leftBins,
      left: this.#left,
      right: this.#right,
      value: this.#value,
      count: this.#count,
      gain: this.#gain,
    }
  }
}

/** The greatest value in the bin; in the last one every number, which must survive JSON. */
function thresholdOf(feature: FeatureBins, bin: number): number {
  if (feature.kind === 'category') return 0
  return feature.edges[bin] ?? Number.MAX_VALUE
}
