import { AppError } from '../../../contract/errors.ts'
import type { DesignMatrix } from '../design/design.ts'
import type { KeptHessian } from './keptHessian.ts'

/** The training rows of a logistic regression. */
export interface LogisticData {
  readonly nRows: number
  readonly columns: readonly Float32Array[]
  readonly labels: Uint8Array
  readonly weights: Float64Array | null
  readonly totalWeight: number
  readonly isCancelled: (() => boolean) | undefined
}

/** A point of the fit with everything that is known of it; arrays are refilled in place. */
export interface LogisticState {
  intercept: number
  readonly coefficients: Float64Array
  /** log-odds by row */
  readonly eta: Float64Array
  /** w (p - y) / sum w by row */
  readonly residual: Float64Array
  /** w p (1 - p) / sum w by row */
  readonly curvature: Float64Array
  loss: number
  separates: boolean
  /** the last Newton matrix that was worked out, of this or an earlier point */
  kept: KeptHessian | null
}

/**
 * Checks and gathers the training data. Fails with `no-data` without rows (or without weight), `input-invalid` when
 * lengths differ, a weight is negative or not finite, a label is neither 0 nor 1, or only one class has weight.
 * Cost: one pass.
 */
export function logisticData(
  matrix: DesignMatrix,
  labels: Uint8Array,
  weights: Float64Array | null,
  isCancelled: (() => boolean) | undefined,
): LogisticData {
  const { nRows, columns } = matrix
  if (labels.length !== nRows) throw new AppError('input-invalid', { field: 'labels' })
  if (weights !== null && weights.length !== nRows) throw new AppError('input-invalid', { field: 'weights' })
  let totalWeight = 0
  let positiveWeight = 0
  for (let i = 0; i < nRows; i++) {
    const weight = weights === null ? 1 : weights[i]!
    if (!(weight >= 0 && weight < Infinity)) throw new AppError('input-invalid', { field: 'weights', row: i })
    if (labels[i]! > 1) throw new AppError('input-invalid', { field: 'labels', row: i })
    totalWeight += weight
    if (labels[i] === 1) positiveWeight += weight
  }
  if (!(totalWeight > 0)) throw new AppError('no-data')
  if (positiveWeight === 0 || positiveWeight === totalWeight) {
    throw new AppError('input-invalid', { field: 'labels', reason: 'one-class' })
  }
  return { nRows, columns, labels, weights, totalWeight, isCancelled }
}

/** The fit without features: every row at the log-odds of the base rate. Cost: one pass. */
export function nullState(data: LogisticData): LogisticState {
  const { nRows, labels, weights, totalWeight } = data
  let positive = 0
  for (let i = 0; i < nRows; i++) if (labels[i] === 1) positive += weights === null ? 1 : weights[i]!
  const intercept = Math.log(positive / (totalWeight - positive))
  const state: LogisticState = {
    intercept,
    coefficients: new Float64Array(data.columns.length),
    eta: new Float64Array(nRows).fill(intercept),
    residual: new Float64Array(nRows),
    curvature: new Float64Array(nRows),
    loss: 0,
    separates: false,
    kept: null,
  }
  evaluate(data, state)
  return state
}

/** Loss, residuals and curvatures at the state's `eta`. Cost: one exponential and one logarithm a row. */
export function evaluate(data: LogisticData, state: LogisticState): void {
  const { nRows, labels, weights, totalWeight } = data
  const { eta, residual, curvature } = state
  let loss = 0
  let smallestMargin = Infinity
  for (let i = 0; i < nRows; i++) {
    const h = eta[i]!
    const y = labels[i]!
    const weight = (weights === null ? 1 : weights[i]!) / totalWeight
    const e = Math.exp(-Math.abs(h))
    const inverse = 1 / (1 + e)
    const small = e * inverse
    const margin = y === 1 ? h : -h
    loss += weight * (Math.log1p(e) + (margin < 0 ? -margin : 0))
    // the difference p - y without cancellation: the wrong class's probability
    const wrong = margin > 0 ? small : inverse
    residual[i] = y === 1 ? -weight * wrong : weight * wrong
    curvature[i] = weight * small * inverse
    if (margin < smallestMargin && weight > 0) smallestMargin = margin
  }
  state.loss = loss
  state.separates = smallestMargin > 0
}

/** Loss alone at eta + step x direction. Cost: one exponential and one logarithm a row. */
export function lossAlong(
  data: LogisticData,
  eta: Float64Array,
  direction: Float64Array,
  step: number,
): number {
  const { nRows, labels, weights, totalWeight } = data
  let loss = 0
  for (let i = 0; i < nRows; i++) {
    const h = eta[i]! + step * direction[i]!
    const margin = labels[i] === 1 ? h : -h
    const value = Math.log1p(Math.exp(-Math.abs(h))) + (margin < 0 ? -margin : 0)
    loss += weights === null ? value : weights[i]! * value
  }
  return loss / totalWeight
}
