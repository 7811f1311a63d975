import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import type { Design, DesignMatrix } from './design.ts'
import { fillColumn } from './fillColumn.ts'

/**
 * The design's columns for rows of a matrix with the same features (`rows` null = all), in single precision. Missing
 * and unseen values are treated as the design says; nothing is learned here. Fails with `input-invalid` when the number
 * of features differs or a value is infinite; throws `cancelled`. Cost: one or two passes a column, 4 bytes a value.
 */
export function applyDesign(
  design: Design,
  matrix: FeatureMatrix,
  rows: Uint32Array | null = null,
  isCancelled?: () => boolean,
): DesignMatrix {
  if (matrix.columns.length !== design.nFeatures) throw new AppError('input-invalid', { field: 'features' })
  const nRows = rows === null ? matrix.nRows : rows.length
  const columns = design.columns.map((column) => {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const raw = matrix.columns[column.feature]
    if (raw === undefined) throw new AppError('input-invalid', { field: `feature ${column.feature}` })
    const values = new Float64Array(nRows)
    fillColumn(column, raw, rows, values)
    const out = new Float32Array(nRows)
    for (let i = 0; i < nRows; i++) {
      const value = (values[i]! - column.mean) / column.sd
      if (!Number.isFinite(value)) throw new AppError('input-invalid', { field: `feature ${column.feature}` })
      out[i] = value
    }
    return out
  })
  return { nRows, nColumns: columns.length, columns }
}
