import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import type { Design, DesignColumn, DesignOptions, DroppedColumn } from './design.ts'
import { duplicateFinder } from './duplicates.ts'
import { fillColumn, type ColumnRecipe } from './fillColumn.ts'
import { numberRecipe } from './numberColumn.ts'

/**
 * Learns from training rows how a feature matrix becomes the input of a linear model. Numbers are clipped, perhaps
 * logarithmised (see `numberRecipe`), their gaps filled with the median; a column tells where a feature was missing;
 * categories get a column each, the rare ones one together, and a category never met in training is in none of them.
 * Columns that do not vary or repeat an earlier one are dropped and named. `rows` are the training rows (null = all);
 * their order changes nothing beyond rounding. Fails with `no-data` without rows and `input-invalid` when a value is
 * infinite or a category code out of range; throws `cancelled`. Cost: some passes over every column, and a copy of the
 * columns in single precision while duplicates are sought.
 */
export function fitDesign(
  matrix: FeatureMatrix,
  rows: Uint32Array | null = null,
  options: DesignOptions = {},
): Design {
  const nRows = rows === null ? matrix.nRows : rows.length
  if (nRows === 0) throw new AppError('no-data')
  const columns: DesignColumn[] = []
  const dropped: DroppedColumn[] = []
  const finder = duplicateFinder()
  const filled = new Float64Array(nRows)
  matrix.columns.forEach((raw, feature) => {
    if (options.isCancelled?.() === true) throw new AppError('cancelled')
    const nCategories = matrix.nCategories[feature] ?? 0
    const nPresent = checkValues(raw, rows, nRows, nCategories, feature)
    const drop = (
      kind: DesignColumn['kind'],
      reason: DroppedColumn['reason'],
      sameAs: number | null,
    ): void => {
      dropped.push({ feature, kind, reason, sameAs })
    }
    if (nPresent === 0) {
      drop(nCategories > 0 ? 'category' : 'number', 'all-missing', null)
      return
    }
    const recipes: ColumnRecipe[] =
      nCategories > 0
        ? categoryRecipes(raw, rows, nRows, nCategories, feature, options)
        : [presentRecipe(raw, rows, nRows, nPresent, feature, options)]
    if (nPresent < nRows) recipes.push({ kind: 'missing', feature })
    for (const recipe of recipes) {
      fillColumn(recipe, raw, rows, filled)
      const { mean, sd, isConstant } = moments(filled)
      if (isConstant) drop(recipe.kind, 'constant', null)
      else {
        const sameAs = finder.ownerOf(filled, feature)
        if (sameAs === null) columns.push({ ...recipe, mean, sd })
        else drop(recipe.kind, 'duplicate', sameAs)
      }
    }
  })
  return { version: 1, nFeatures: matrix.columns.length, nRows, columns, dropped }
}

/** Number of values that are not missing. */
function checkValues(
  raw: Float32Array,
  rows: Uint32Array | null,
  nRows: number,
  nCategories: number,
  feature: number,
): number {
  let nPresent = 0
  for (let i = 0; i < nRows; i++) {
    const value = raw[rows === null ? i : rows[i]!]!
    if (Number.isNaN(value)) continue
    const isValid =
      nCategories === 0
        ? Number.isFinite(value)
        : Number.isInteger(value) && value >= 0 && value < nCategories
    if (!isValid) throw new AppError('input-invalid', { field: `feature ${feature}`, value: String(value) })
    nPresent++
  }
  return nPresent
}

function presentRecipe(
  raw: Float32Array,
  rows: Uint32Array | null,
  nRows: number,
  nPresent: number,
  feature: number,
  { clipShare = 0.005, mayTransform = true }: DesignOptions,
): ColumnRecipe {
  const present = new Float64Array(nPresent)
  let k = 0
  for (let i = 0; i < nRows; i++) {
    const value = raw[rows === null ? i : rows[i]!]!
    if (!Number.isNaN(value)) present[k++] = value
  }
  return numberRecipe(feature, present, clipShare, mayTransform)
}

/** One recipe a frequent category, ascending by code, and one for the rare ones together when there are any. */
function categoryRecipes(
  raw: Float32Array,
  rows: Uint32Array | null,
  nRows: number,
  nCategories: number,
  feature: number,
  options: DesignOptions,
): ColumnRecipe[] {
  const counts = new Uint32Array(nCategories)
  for (let i = 0; i < nRows; i++) {
    const code = raw[rows === null ? i : rows[i]!]!
    if (!Number.isNaN(code)) counts[code] = counts[code]! + 1
  }
  const limit = options.minCategoryRows ?? Math.min(200, Math.max(10, Math.ceil(nRows / 100)))
  const met = [...counts.keys()].filter((code) => counts[code]! > 0)
  const frequent = met.filter((code) => counts[code]! >= limit)
  const rare = met.filter((code) => counts[code]! < limit)
  const groups = [...frequent.map((code) => [code]), ...(rare.length > 0 ? [rare] : [])]
  return groups.map((codes) => ({ kind: 'category', feature, codes }))
}

function moments(values: Float64Array): { mean: number; sd: number; isConstant: boolean } {
  const n = values.length
  const first = values[0]!
  let sum = 0
  let isConstant = true
  // differences from the first value keep their digits when the mean is far from 0
  for (let i = 0; i < n; i++) {
    const d = values[i]! - first
    if (d !== 0) isConstant = false
    sum += d
  }
  const shift = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) {
    const d = values[i]! - first - shift
    squares += d * d
  }
  const sd = Math.sqrt(squares / n)
  return { mean: first + shift, sd, isConstant: isConstant || !(sd > 0) }
}
