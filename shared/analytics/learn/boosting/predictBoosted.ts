import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import { blockReader, compileTrees, goesLeftOtherwise, ROWS_PER_BLOCK } from './compiledTrees.ts'
import type { BoostedModel } from './model.ts'

/**
 * Log-odds of rows of raw values. A category that training has not seen counts as missing. Fails with `input-invalid`
 * when the matrix has not the model's features, with `cancelled`. Cost: a walk down each tree a row; a million rows
 * and a hundred trees take a few seconds.
 */
export function predictBoosted(
  model: BoostedModel,
  matrix: FeatureMatrix,
  isCancelled: () => boolean = () => false,
): Float64Array {
  const trees = compileTrees(model)
  const { roots, input, threshold, left, right, value } = trees
  const width = trees.usedFeatures.length
  const read = blockReader(model, matrix, trees.usedFeatures)
  const block = new Float32Array(ROWS_PER_BLOCK * width)
  const logOdds = new Float64Array(matrix.nRows).fill(model.baseScore)
  for (let start = 0; start < matrix.nRows; start += ROWS_PER_BLOCK) {
    if (isCancelled()) throw new AppError('cancelled')
    const n = Math.min(ROWS_PER_BLOCK, matrix.nRows - start)
    read((i) => start + i, n, block)
    for (let t = 0; t + 1 < roots.length; t++) {
      const root = roots[t]!
      for (let i = 0; i < n; i++) {
        const from = i * width
        let node = root
        for (let k = input[node]!; k >= 0; k = input[node]!) {
          const v = block[from + k]!
          const limit = threshold[node]!
          if (v <= limit) node = left[node]!
          else if (v > limit) node = right[node]!
          else node = goesLeftOtherwise(trees, node, v) ? left[node]! : right[node]!
        }
        logOdds[start + i] = logOdds[start + i]! + value[node]!
      }
    }
  }
  return logOdds
}
