import { AppError } from '../../../contract/errors.ts'
import type { Design, DesignMatrix } from '../design/design.ts'
import type { LogisticFit } from './fit.ts'

/** Additive reasons: log-odds of row i = baseline + sum over features f of values[i * nFeatures + f]. */
export interface LogisticContributions {
  /** mean log-odds of the design's training rows */
  readonly baseline: number
  readonly nRows: number
  readonly nFeatures: number
  /** row-major, in log-odds relative to the training mean; 0 for features that are not in the design */
  readonly values: Float64Array
}

/**
 * What each feature adds to a row's log-odds, against a row with the training mean of every design column. Exact for
 * the model: coefficient x standardised value, summed over the columns that come from one feature (its number, its
 * missing mark, its categories). `matrix` as `applyDesign` made it. Fails with `input-invalid` when the columns of the
 * three differ. Cost: rows x columns; 8 bytes a row and feature.
 */
export function logisticContributions(
  fit: LogisticFit,
  design: Design,
  matrix: DesignMatrix,
): LogisticContributions {
  const p = fit.coefficients.length
  if (design.columns.length !== p || matrix.nColumns !== p) {
    throw new AppError('input-invalid', { field: 'columns' })
  }
  const { nRows } = matrix
  const { nFeatures } = design
  const values = new Float64Array(nRows * nFeatures)
  design.columns.forEach(({ feature }, j) => {
    const b = fit.coefficients[j]!
    if (b === 0) return
    const x = matrix.columns[j]!
    for (let i = 0, at = feature; i < nRows; i++, at += nFeatures) values[at] = values[at]! + b * x[i]!
  })
  return { baseline: fit.intercept, nRows, nFeatures, values }
}
