import { AppError } from '../../../contract/errors.ts'
import type { DesignMatrix } from '../design/design.ts'
import { factorise, inverseDiagonal } from './cholesky.ts'
import { hessianOf } from './curvature.ts'
import type { LogisticFit, LogisticOptions, LogisticStandardErrors } from './fit.ts'
import { lbfgs } from './lbfgs.ts'
import { newton, type SolverEnd, type SolverOptions } from './newton.ts'
import { logisticData, nullState, type LogisticData, type LogisticState } from './objective.ts'
import { screenedNewton } from './screening.ts'

const WIDE = 600

/**
 * Fits a logistic regression with elastic-net penalty; the objective stands at `LogisticFit`. `matrix`: finite columns,
 * preferably standardised (the convergence test is by gradient); `labels`: 1 = churned, 0 = stayed. Fails with
 * `no-data`, with `input-invalid` (lengths, labels, weights, one class only: `reason` = `one-class`, negative penalties,
 * `lbfgs` with an L1 penalty); throws `cancelled`. A fit that did not converge or separates the classes is returned and
 * says so. Cost: see `newton` and `lbfgs`; memory 32 bytes a row beside the matrix.
 */
export function fitLogistic(
  matrix: DesignMatrix,
  labels: Uint8Array,
  options: LogisticOptions = {},
): LogisticFit {
  const data = logisticData(matrix, labels, options.weights ?? null, options.isCancelled)
  return fitFrom(data, nullState(data), options, 0)
}

/**
 * As `fitLogistic`, from a state that is moved to the optimum; `screenAbove` as `limit` of `screenedNewton`.
 */
export function fitFrom(
  data: LogisticData,
  state: LogisticState,
  options: LogisticOptions,
  screenAbove: number,
): LogisticFit {
  const { l1 = 0, l2 = 0, tolerance = 1e-8 } = options
  const p = data.columns.length
  const solver = options.solver ?? (l1 === 0 && p > WIDE ? 'lbfgs' : 'newton')
  const isValid = l1 >= 0 && l2 >= 0 && l1 < Infinity && l2 < Infinity && !(solver === 'lbfgs' && l1 > 0)
  if (!isValid) throw new AppError('input-invalid', { field: l2 >= 0 && l2 < Infinity ? 'l1' : 'l2' })
  const maxIterations = options.maxIterations ?? (solver === 'newton' ? 100 : 1_000)
  const limits: SolverOptions = { l1, l2, tolerance, maxIterations }
  const all = Uint32Array.from({ length: p }, (_, j) => j)
  const end =
    solver === 'lbfgs'
      ? lbfgs(data, state, all, limits)
      : l1 > 0
        ? screenedNewton(data, state, limits, screenAbove)
        : newton(data, state, all, limits)
  const b = state.coefficients
  const penalty = b.reduce((sum, value) => sum + l1 * Math.abs(value) + (l2 / 2) * value * value, 0)
  const wantsErrors = options.standardErrors === true && l1 === 0 && end.separation === 'none'
  return {
    version: 1,
    intercept: state.intercept,
    coefficients: Array.from(b),
    l1,
    l2,
    nRows: data.nRows,
    solver,
    iterations: end.iterations,
    gradientNorm: end.gradientNorm,
    converged: end.converged,
    objective: state.loss + penalty,
    logLoss: state.loss,
    separation: end.separation,
    aliased: end.aliased,
    standardErrors: wantsErrors ? standardErrors(data, state, end, l2) : null,
  }
}

function standardErrors(
  data: LogisticData,
  state: LogisticState,
  end: SolverEnd,
  l2: number,
): LogisticStandardErrors | null {
  const p = data.columns.length
  const isAliased = new Set(end.aliased)
  const active = Uint32Array.from({ length: p }, (_, j) => j).filter((j) => !isAliased.has(j))
  const size = active.length + 1
  const hessian = hessianOf(data, state, active, null)
  for (let k = 1; k < size; k++) hessian[k * size + k] = hessian[k * size + k]! + l2
  const variances = inverseDiagonal(factorise(hessian, size, 1e-12))
  const intercept = Math.sqrt(variances[0]! / data.totalWeight)
  if (!Number.isFinite(intercept)) return null
  const coefficients = new Array<number | null>(p).fill(null)
  active.forEach((j, k) => {
    const error = Math.sqrt(variances[k + 1]! / data.totalWeight)
    coefficients[j] = Number.isFinite(error) ? error : null
  })
  return { intercept, coefficients }
}
