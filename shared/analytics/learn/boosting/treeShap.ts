import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import { blockReader, compileTrees, goesLeftOtherwise, ROWS_PER_BLOCK } from './compiledTrees.ts'
import { leafPaths, type LeafPath } from './leafPaths.ts'
import type { BoostedModel } from './model.ts'
import { leafShapley } from './pathWeights.ts'

/** up to so many players the values of every pattern of a leaf are kept in a table, beyond in a map */
const TABLE_PLAYERS = 7
/** beyond so many players a pattern does not fit a key */
const KEY_PLAYERS = 30
const MOST_KEPT = 2_000

/** Contributions of features to log-odds: row by row, `nFeatures` numbers each; a row adds up to its log-odds - baseValue. */
export interface ShapValues {
  /** the mean log-odds of the training rows as the trees see them, in log-odds */
  readonly baseValue: number
  readonly nFeatures: number
  readonly contributions: Float64Array
}

/** An explainer of one model: keeps what it has worked out from call to call. */
export interface TreeExplainer {
  readonly baseValue: number
  /** The contributions to the log-odds of the given rows, or of all. Fails as `treeShap`. */
  explain(matrix: FeatureMatrix, rows: ArrayLike<number> | null, isCancelled?: () => boolean): ShapValues
}

/**
 * Exact path-dependent Shapley values (TreeSHAP) of the given rows, or of all when `rows` is null. Fails with
 * `input-invalid` when the matrix has not the model's features or a row is outside it, with `cancelled`.
 * Cost: about the nodes of the trees a row, once the patterns of the leaves are known; 8 bytes a row and feature.
 * Source: Lundberg, Erion & Lee 2018, algorithm 2; the table of patterns a leaf as in Yang 2021 (Fast TreeSHAP v2).
 */
export function treeShap(
  model: BoostedModel,
  matrix: FeatureMatrix,
  rows: ArrayLike<number> | null,
  isCancelled?: () => boolean,
): ShapValues {
  return createExplainer(model).explain(matrix, rows, isCancelled)
}

/** Prepares a model for `treeShap` of page after page. Cost: leaves x depth. */
export function createExplainer(model: BoostedModel): TreeExplainer {
  const trees = compileTrees(model)
  const { roots, input, threshold, left, right, value, usedFeatures } = trees
  const { paths, playerOfSplit } = leafPaths(trees)
  const leaves = paths.map((path, node) => (path === null ? null : new ExplainedLeaf(path, value[node]!)))
  const baseValue = leaves.reduce((sum, leaf) => sum + (leaf?.expected ?? 0), model.baseScore)
  const nFeatures = model.features.length
  const width = usedFeatures.length
  const followed = new Int32Array(input.length)
  const wentLeft = new Uint8Array(input.length)

  /** Adds one row's contributions by input. */
  function explainRow(block: Float32Array, from: number, sums: Float64Array): void {
    for (let t = 0; t + 1 < roots.length; t++) {
      followed[roots[t]!] = 0
      for (let node = roots[t]!; node < roots[t + 1]!; node++) {
        // bit p: the row meets all conditions that player p has on the way here
        const pattern = followed[node]!
        const k = input[node]!
        if (k < 0) {
          leaves[node]!.add(pattern, wentLeft, sums)
          continue
        }
        const v = block[from + k]!
        const limit = threshold[node]!
        const isLeft = v <= limit || (!(v > limit) && goesLeftOtherwise(trees, node, v))
        wentLeft[node] = isLeft ? 1 : 0
        // an unmet condition is noted as a set bit, so that new players begin as met
        const unmet = pattern | (1 << playerOfSplit[node]!)
        followed[left[node]!] = isLeft ? pattern : unmet
        followed[right[node]!] = isLeft ? unmet : pattern
      }
    }
  }

  function explain(
    matrix: FeatureMatrix,
    rows: ArrayLike<number> | null,
    isCancelled: () => boolean = () => false,
  ): ShapValues {
    const nRows = rows === null ? matrix.nRows : rows.length
    const rowAt = (i: number): number => (rows === null ? i : rows[i]!)
    for (let i = 0; i < nRows; i++) {
      if (!(rowAt(i) >= 0 && rowAt(i) < matrix.nRows)) {
        throw new AppError('input-invalid', { field: 'rows', value: rowAt(i) })
      }
    }
    const read = blockReader(model, matrix, usedFeatures)
    const block = new Float32Array(ROWS_PER_BLOCK * width)
    const contributions = new Float64Array(nRows * nFeatures)
    const sums = new Float64Array(width)
    for (let start = 0; start < nRows; start += ROWS_PER_BLOCK) {
      if (isCancelled()) throw new AppError('cancelled')
      const n = Math.min(ROWS_PER_BLOCK, nRows - start)
      read((i) => rowAt(start + i), n, block)
      for (let i = 0; i < n; i++) {
        sums.fill(0)
        explainRow(block, i * width, sums)
        const to = (start + i) * nFeatures
        for (let k = 0; k < width; k++) contributions[to + usedFeatures[k]!] = sums[k]!
      }
    }
    return { baseValue, nFeatures, contributions }
  }

  return { baseValue, explain }
}

/** A leaf with the contributions that it makes under each pattern of unmet conditions, worked out when first met. */
class ExplainedLeaf {
  /** what the leaf adds to the mean of all rows */
  readonly expected: number
  readonly #path: LeafPath
  readonly #value: number
  readonly #inputs: Int32Array
  #table: Float64Array | null = null
  #isKnown: Uint8Array | null = null
  readonly #kept = new Map<number, Float64Array>()

  constructor(path: LeafPath, value: number) {
    this.#path = path
    this.#value = value
    this.#inputs = Int32Array.from(path.inputs)
    this.expected = path.zeros.reduce((product, zero) => product * zero, value)
  }

  /** Adds the leaf's contributions by input. */
  add(pattern: number, wentLeft: Uint8Array, sums: Float64Array): void {
    const inputs = this.#inputs
    const m = inputs.length
    if (m > TABLE_PLAYERS) {
      const values = m > KEY_PLAYERS ? this.#bySteps(wentLeft) : this.#byKey(pattern)
      for (let j = 0; j < m; j++) sums[inputs[j]!] = sums[inputs[j]!]! + values[j]!
      return
    }
    const table = (this.#table ??= new Float64Array(m << m))
    const isKnown = (this.#isKnown ??= new Uint8Array(1 << m))
    const at = m * pattern
    if (isKnown[pattern] === 0) {
      isKnown[pattern] = 1
      leafShapley(this.#path.zeros, this.#onesOf(pattern), this.#value, table, at)
    }
    for (let j = 0; j < m; j++) sums[inputs[j]!] = sums[inputs[j]!]! + table[at + j]!
  }

  #byKey(pattern: number): Float64Array {
    const kept = this.#kept.get(pattern)
    if (kept !== undefined) return kept
    const values = this.#work(this.#onesOf(pattern))
    if (this.#kept.size < MOST_KEPT) this.#kept.set(pattern, values)
    return values
  }

  #bySteps(wentLeft: Uint8Array): Float64Array {
    const ones = new Uint8Array(this.#inputs.length).fill(1)
    for (const { node, player, isLeft } of this.#path.steps) {
      if ((wentLeft[node] === 1) !== isLeft) ones[player] = 0
    }
    return this.#work(ones)
  }

  #work(ones: Uint8Array): Float64Array {
    const values = new Float64Array(ones.length)
    leafShapley(this.#path.zeros, ones, this.#value, values, 0)
    return values
  }

  #onesOf(pattern: number): Uint8Array {
    return Uint8Array.from(this.#inputs, (_, player) => 1 - ((pattern >>> player) & 1))
  }
}
