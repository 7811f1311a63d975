import type { LifetimeModel } from '../../contract/lifetime.ts'
import type { Groups } from './groups.ts'

/**
 * A buy-till-you-die model. Parameters are four positive numbers in the order of `parameterNames`; times are days
 * divided by `unitDays` (1 or 7), so alpha and beta are in that unit.
 */
export interface PurchaseModel {
  readonly key: LifetimeModel
  readonly parameterNames: readonly [string, string, string, string]
  /** which parameters are times, and so scale with the unit */
  readonly isTime: readonly [boolean, boolean, boolean, boolean]
  /**
   * The log likelihood of weighted groups at given parameters; its gradient by the parameters is written into the second
   * argument. Memory for the groups is taken once.
   */
  likelihood(groups: Groups, unitDays: number): (parameters: Float64Array, gradient: Float64Array) => number
  /** Log likelihood of each group. */
  rowLogLikelihood(groups: Groups, unitDays: number, parameters: Float64Array): Float64Array
  /** P(alive at T | x, t_x, T) of each group. */
  pAlive(groups: Groups, unitDays: number, parameters: Float64Array): Float64Array
  /** E[order days in (T, T + horizon]] of a customer who is alive at T, by frequency and age. */
  expectedIfAlive(frequency: number, age: number, horizon: number, parameters: Float64Array): number
  /** P(at least one order day in (T, T + horizon]) of a customer who is alive at T, by frequency and age. */
  pActiveIfAlive(frequency: number, age: number, horizon: number, parameters: Float64Array): number
}
