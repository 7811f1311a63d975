import { AppError } from '../../../contract/errors.ts'

/** What shapes the trees and how many there are. */
export interface BoostingOptions {
  /** most trees, at least 1 */
  readonly nTrees: number
  /** most leaves of a tree, at least 2 */
  readonly maxLeaves: number
  /** most splits from the root to a leaf; null = as many as the leaves allow */
  readonly maxDepth: number | null
  /** fewest rows of a leaf */
  readonly minLeafRows: number
  /** smallest sum of second derivatives of a leaf */
  readonly minLeafHessian: number
  /** the gain that a split must exceed, in units of twice the log loss */
  readonly minGain: number
  /** L2 penalty of leaf values */
  readonly l2: number
  /** L2 penalty that the children of a category split bear on top when gains are compared */
  readonly categoryL2: number
  /** what is added to a category's second derivatives when categories are put in order */
  readonly categorySmoothing: number
  /** what a tree's leaf values are multiplied by */
  readonly learningRate: number
  /** share of the rows, drawn anew for each tree, 0 < x <= 1 */
  readonly rowFraction: number
  /** share of the features, drawn anew for each tree, 0 < x <= 1 */
  readonly featureFraction: number
  /** per feature: +1 the prediction may not fall as the number rises, -1 it may not rise, 0 free; empty = all free */
  readonly monotone: readonly number[]
  /** with a validation set: trees without a better log loss after which training ends; null = never */
  readonly patience: number | null
  readonly seed: number
}

/** A start for lists of some thousand customers and more; choose by validation. */
export const DEFAULT_BOOSTING: BoostingOptions = {
  nTrees: 100,
  maxLeaves: 31,
  maxDepth: null,
  minLeafRows: 20,
  minLeafHessian: 1e-3,
  minGain: 0,
  l2: 1,
  categoryL2: 10,
  categorySmoothing: 10,
  learningRate: 0.1,
  rowFraction: 1,
  featureFraction: 1,
  monotone: [],
  patience: null,
  seed: 1,
}

/** Throws `input-invalid` with the field when an option is outside its range. */
export function checkBoostingOptions(options: BoostingOptions, nFeatures: number): void {
  const require = (field: keyof BoostingOptions, isFine: boolean): void => {
    if (!isFine) throw new AppError('input-invalid', { field, value: String(options[field]) })
  }
  const isCount = (value: number, least: number): boolean => Number.isInteger(value) && value >= least
  const isAmount = (value: number): boolean => Number.isFinite(value) && value >= 0
  require('nTrees', isCount(options.nTrees, 1))
  require('maxLeaves', isCount(options.maxLeaves, 2))
  require('maxDepth', options.maxDepth === null || isCount(options.maxDepth, 1))
  require('minLeafRows', isCount(options.minLeafRows, 1))
  require('minLeafHessian', isAmount(options.minLeafHessian) && options.minLeafHessian > 0)
  require('minGain', isAmount(options.minGain))
  require('l2', isAmount(options.l2))
  require('categoryL2', isAmount(options.categoryL2))
  require('categorySmoothing', isAmount(options.categorySmoothing))
  require('learningRate', isAmount(options.learningRate) && options.learningRate > 0)
  require('rowFraction', options.rowFraction > 0 && options.rowFraction <= 1)
  require('featureFraction', options.featureFraction > 0 && options.featureFraction <= 1)
  require('monotone', options.monotone.length === 0 || options.monotone.length === nFeatures)
  require('monotone', options.monotone.every((sign) => sign === 0 || sign === 1 || sign === -1))
  require('patience', options.patience === null || isCount(options.patience, 1))
}
