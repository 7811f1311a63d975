import type { BinnedMatrix } from './binMatrix.ts'
import { categorySplit } from './categorySplit.ts'
import { CELLS_PER_FEATURE, HistogramBuilder } from './histogram.ts'
import { numericSplit } from './numericSplit.ts'
import { bestOf, leastGain, type LeafSums, type Split, type SplitRules } from './split.ts'

/** What all members of a team see during one training. Arrays may live on shared memory. */
export interface TrainingData {
  readonly binned: BinnedMatrix
  /** the rows of the tree that grows; each leaf owns a stretch of it */
  readonly rows: Int32Array
  /** (g, h) of each row, side by side, as multiples of `grain` */
  readonly gradients: Float32Array
  readonly grain: number
  /** 1 for each feature that the tree that grows may use */
  readonly isSampled: Uint8Array
  readonly monotone: readonly number[]
  readonly rules: SplitRules
}

/** A leaf whose histogram is in `slot` and whose best split is wanted. */
export interface LeafToSearch extends LeafSums {
  readonly slot: number
}

/**
 * One step of a tree: add up rows[begin .. end) into the histogram `slot`; with `restSlot` >= 0 take it from the
 * histogram there, which then is the sibling's; then search `leaves`.
 */
export interface SplitTask {
  readonly slot: number
  readonly begin: number
  readonly end: number
  readonly restSlot: number
  readonly leaves: readonly LeafToSearch[]
}

/** The share of one member of a team: its part of the features with their histograms of all open leaves. */
export class FeatureShare {
  readonly #data: TrainingData
  readonly #member: number
  readonly #nMembers: number
  readonly #builder: HistogramBuilder
  readonly #slots: Float64Array[] = []
  #features = new Int32Array(0)

  /** Member `member` of `nMembers`; `onBlock` is called every few milliseconds of work. */
  constructor(data: TrainingData, member: number, nMembers: number, onBlock: () => void = () => undefined) {
    this.#data = data
    this.#member = member
    this.#nMembers = nMembers
    this.#builder = new HistogramBuilder(data.binned, data.rows, data.gradients, data.grain, onBlock)
  }

  /** Takes this member's part of the features that the new tree may use. */
  beginTree(): void {
    const sampled: number[] = []
    this.#data.isSampled.forEach((flag, f) => {
      if (flag === 1) sampled.push(f)
    })
    const edge = (member: number): number => Math.floor((member * sampled.length) / this.#nMembers)
    this.#features = Int32Array.from(sampled.slice(edge(this.#member), edge(this.#member + 1)))
  }

  /** The best split of each leaf of the task by this member's features; null where none gains enough. */
  run(task: SplitTask): (Split | null)[] {
    const built = this.#cells(task.slot)
    this.#builder.build(this.#features, task.begin, task.end, built)
    if (task.restSlot >= 0) this.#subtract(this.#cells(task.restSlot), built)
    return task.leaves.map((leaf) => this.#search(leaf))
  }

  #cells(slot: number): Float64Array {
    const needed = this.#features.length * CELLS_PER_FEATURE
    let cells = this.#slots[slot]
    if (cells === undefined || cells.length < needed) {
      cells = new Float64Array(needed)
      this.#slots[slot] = cells
    }
    return cells
  }

  #subtract(from: Float64Array, built: Float64Array): void {
    const { features } = this.#data.binned
    this.#features.forEach((f, j) => {
      const first = j * CELLS_PER_FEATURE
      const last = first + 3 * (features[f]!.nBins + 1)
      for (let k = first; k < last; k++) from[k] = from[k]! - built[k]!
    })
  }

  #search(leaf: LeafToSearch): Split | null {
    const { binned, monotone, rules } = this.#data
    const cells = this.#cells(leaf.slot)
    // each feature for itself, so that the outcome does not depend on who searches which
    const least = leastGain(rules)
    const found = Array.from(this.#features, (f, j) => {
      const { kind, nBins } = binned.features[f]!
      const at = j * CELLS_PER_FEATURE
      return kind === 'number'
        ? numericSplit(cells, at, f, nBins, leaf, monotone[f] ?? 0, rules, least)
        : categorySplit(cells, at, f, nBins, leaf, rules, least)
    })
    return bestOf(found)
  }
}
