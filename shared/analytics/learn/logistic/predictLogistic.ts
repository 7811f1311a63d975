import { AppError } from '../../../contract/errors.ts'
import type { DesignMatrix } from '../design/design.ts'
import type { LogisticFit } from './fit.ts'
import { multiply } from './products.ts'

/**
 * Log-odds of churn by row. Fails with `input-invalid` when the number of columns differs from the fit's.
 * Cost: rows x columns.
 */
export function logOddsOf(fit: LogisticFit, matrix: DesignMatrix): Float64Array {
  if (matrix.nColumns !== fit.coefficients.length) throw new AppError('input-invalid', { field: 'columns' })
  const out = new Float64Array(matrix.nRows)
  const active = Uint32Array.from(fit.coefficients.keys()).filter((j) => fit.coefficients[j] !== 0)
  const by = Float64Array.from(active, (j) => fit.coefficients[j]!)
  multiply(matrix.columns, active, fit.intercept, by, out)
  return out
}

/** pChurn by row, 0..1, under a fit. Fails and costs as `logOddsOf`. */
export function predictLogistic(fit: LogisticFit, matrix: DesignMatrix): Float64Array {
  const p = logOddsOf(fit, matrix)
  for (let i = 0; i < p.length; i++) {
    const e = Math.exp(-Math.abs(p[i]!))
    p[i] = p[i]! >= 0 ? 1 / (1 + e) : e / (1 + e)
  }
  return p
}
