import { AppError } from '../../../contract/errors.ts'
import type { DesignMatrix } from '../design/design.ts'
import type { LogisticFit, LogisticOptions } from './fit.ts'
import { fitFrom } from './fitLogistic.ts'
import { lossGradient } from './newton.ts'
import { logisticData, nullState } from './objective.ts'

/** Choices of `fitLogisticPath`; what is left out takes the value in brackets. */
export interface LogisticPathOptions extends Omit<LogisticOptions, 'l1' | 'l2'> {
  /** share of the penalty that is L1: l1 = lambda alpha, l2 = lambda (1 - alpha) [0 = ridge] */
  readonly alpha?: number
  /** penalties, descending and > 0 [made from `nLambdas` and `lambdaRatio`] */
  readonly lambdas?: readonly number[]
  /** [50] */
  readonly nLambdas?: number
  /** smallest over largest penalty [1e-4] */
  readonly lambdaRatio?: number
}

/**
 * Fits along falling penalties, each from the one before. The largest penalty made here is the smallest at which all
 * coefficients are 0 (with alpha below 0.001: as if alpha were 0.001), the others fall geometrically. The path ends
 * early when 99.9% of the null model's loss is explained or the classes are separated without converging. Fails as
 * `fitLogistic`, and with `input-invalid` when alpha is outside 0..1 or lambdas do not descend; throws `cancelled`.
 * Cost: two or three Newton iterations a penalty. Source: Friedman, Hastie & Tibshirani 2010, section 2.5.
 */
export function fitLogisticPath(
  matrix: DesignMatrix,
  labels: Uint8Array,
  options: LogisticPathOptions = {},
): LogisticFit[] {
  const { alpha = 0, nLambdas = 50, lambdaRatio = 1e-4 } = options
  if (!(alpha >= 0 && alpha <= 1)) throw new AppError('input-invalid', { field: 'alpha' })
  const data = logisticData(matrix, labels, options.weights ?? null, options.isCancelled)
  const state = nullState(data)
  const nullLoss = state.loss
  const all = Uint32Array.from({ length: data.columns.length }, (_, j) => j)
  const steepest = lossGradient(data, state, all)
    .subarray(1)
    .reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const largest = steepest > 0 ? steepest / Math.max(alpha, 1e-3) : 1
  const lambdas =
    options.lambdas ??
    Array.from({ length: nLambdas }, (_, k) => largest * lambdaRatio ** (k / Math.max(1, nLambdas - 1)))
  const descends = lambdas.every(
    (lambda, k) => lambda > 0 && lambda < Infinity && (k === 0 || lambda < lambdas[k - 1]!),
  )
  if (!descends) throw new AppError('input-invalid', { field: 'lambdas' })
  const fits: LogisticFit[] = []
  let before = largest
  for (const lambda of lambdas) {
    const penalties = { l1: lambda * alpha, l2: lambda * (1 - alpha) }
    const strong = (2 * lambda - before) * alpha
    const fit = fitFrom(data, state, { ...options, ...penalties }, strong)
    fits.push(fit)
    before = lambda
    if (fit.logLoss < 0.001 * nullLoss || (fit.separation !== 'none' && !fit.converged)) break
  }
  return fits
}
