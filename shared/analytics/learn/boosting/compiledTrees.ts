import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import type { BoostedModel } from './model.ts'
import { BIN_SET_WORDS, hasBin } from './split.ts'

/** rows whose values lie side by side in the cache while the trees pass over them */
export const ROWS_PER_BLOCK = 256

/** A model's trees in typed arrays, one entry a node of all trees; `roots` holds where each tree begins, and the end. */
export interface CompiledTrees {
  readonly roots: Int32Array
  /** the features that some tree asks for; a row's values lie in this order */
  readonly usedFeatures: readonly number[]
  /** position in `usedFeatures`; -1 in leaves */
  readonly input: Int32Array
  /** NaN where a set of bins decides */
  readonly threshold: Float64Array
  readonly missingLeft: Uint8Array
  /** where the node's set of bins begins in `sets`; -1 for numbers */
  readonly setAt: Int32Array
  readonly sets: Uint32Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly value: Float64Array
  readonly count: Float64Array
}

/** Prepares a model for many rows. Cost: one pass over its nodes. */
export function compileTrees(model: BoostedModel): CompiledTrees {
  const { trees } = model
  const roots = new Int32Array(trees.length + 1)
  trees.forEach((tree, t) => {
    roots[t + 1] = roots[t]! + tree.feature.length
  })
  const isUsed = new Set(trees.flatMap((tree) => tree.feature.filter((f) => f >= 0)))
  const usedFeatures = [...isUsed].sort((a, b) => a - b)
  const inputOf = new Map(usedFeatures.map((f, k) => [f, k]))
  const sets = trees.flatMap((tree) => tree.leftBins.filter((set) => set !== null))
  const offset = (children: readonly number[], t: number): number[] =>
    children.map((child) => (child < 0 ? -1 : child + roots[t]!))
  let nSets = 0
  return {
    roots,
    usedFeatures,
    input: Int32Array.from(trees.flatMap((tree) => tree.feature.map((f) => inputOf.get(f) ?? -1))),
    threshold: Float64Array.from(
      trees.flatMap((tree) => tree.threshold.map((value, i) => (tree.leftBins[i] === null ? value : NaN))),
    ),
    missingLeft: Uint8Array.from(trees.flatMap((tree) => tree.missingLeft)),
    setAt: Int32Array.from(
      trees.flatMap((tree) => tree.leftBins.map((set) => (set === null ? -1 : BIN_SET_WORDS * nSets++))),
    ),
    sets: Uint32Array.from(sets.flat()),
    left: Int32Array.from(trees.flatMap((tree, t) => offset(tree.left, t))),
    right: Int32Array.from(trees.flatMap((tree, t) => offset(tree.right, t))),
    value: Float64Array.from(trees.flatMap((tree) => tree.value)),
    count: Float64Array.from(trees.flatMap((tree) => tree.count)),
  }
}

/** Which way a value goes at a split that no threshold decides: a missing number, or a category's bin. */
export function goesLeftOtherwise(trees: CompiledTrees, node: number, value: number): boolean {
  const at = trees.setAt[node]!
  if (at < 0) return trees.missingLeft[node] === 1
  return hasBin(trees.sets.subarray(at, at + BIN_SET_WORDS), value)
}

/**
 * Reads rows of raw values into rows of the trees' inputs: numbers as they are, categories as bins. `read(rowAt, n,
 * block)` fills n rows of `usedFeatures.length` values. Fails with `input-invalid` when the matrix has not the model's
 * features.
 */
export function blockReader(
  model: BoostedModel,
  matrix: FeatureMatrix,
  usedFeatures: readonly number[],
): (rowAt: (i: number) => number, n: number, block: Float32Array) => void {
  if (matrix.columns.length !== model.features.length) {
    throw new AppError('input-invalid', { field: 'columns', value: matrix.columns.length })
  }
  const width = usedFeatures.length
  const tables = usedFeatures.map((f) => {
    const feature = model.features[f]!
    return feature.kind === 'category' ? Float32Array.from(feature.binOfCode) : null
  })
  return (rowAt, n, block) => {
    usedFeatures.forEach((f, k) => {
      const column = matrix.columns[f]!
      const table = tables[k]!
      if (table === null) {
        for (let i = 0; i < n; i++) block[i * width + k] = column[rowAt(i)]!
        return
      }
      const missing = model.features[f]!.nBins
      for (let i = 0; i < n; i++) {
        const code = column[rowAt(i)]!
        block[i * width + k] = code >= 0 && code < table.length ? table[code]! : missing
      }
    })
  }
}
