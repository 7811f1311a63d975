import type { Groups } from './groups.ts'
import type { PurchaseModel } from './purchaseModel.ts'

/** A fitted model on the groups that it is asked about. `unitDays` is that of the fit. */
export interface FittedGroups {
  readonly model: PurchaseModel
  readonly parameters: Float64Array
  readonly unitDays: number
  readonly groups: Groups
  /** P(alive) by group */
  readonly pAlive: Float64Array
}

/** Prepares predictions. Cost: one pass over the groups. */
export function fittedGroups(
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
  groups: Groups,
): FittedGroups {
  return { model, parameters, unitDays, groups, pAlive: model.pAlive(groups, unitDays, parameters) }
}

/** Expected order days in the `horizonDays` after the as-of day, by group. Finite and >= 0. */
export function expectedOrderDays(fitted: FittedGroups, horizonDays: number): Float64Array {
  const { model, parameters, unitDays } = fitted
  return timesAlive(fitted, (x, age) =>
    model.expectedIfAlive(x, age / unitDays, horizonDays / unitDays, parameters),
  )
}

/**
 * P(active): the probability of at least one order day in the `horizonDays` after the as-of day, by group; within
 * 0 .. 1. This, not P(alive), is what says who will be seen again.
 */
export function pActive(fitted: FittedGroups, horizonDays: number): Float64Array {
  const { model, parameters, unitDays } = fitted
  return timesAlive(fitted, (x, age) =>
    model.pActiveIfAlive(x, age / unitDays, horizonDays / unitDays, parameters),
  )
}

/** P(alive) x f(frequency, age in days) of each group; f is asked once for every distinct pair. */
export function timesAlive(
  fitted: FittedGroups,
  f: (frequency: number, ageDays: number) => number,
): Float64Array {
  const { groups, pAlive } = fitted
  const known = new Float64Array(groups.cellFrequency.length).fill(NaN)
  return Float64Array.from(pAlive, (alive, g) => {
    const cell = groups.atAge[g]!
    let value = known[cell]!
    if (Number.isNaN(value)) {
      value = f(groups.cellFrequency[cell]!, groups.cellDays[cell]!)
      known[cell] = value
    }
    return alive * value
  })
}

/** Values by group as values by customer. */
export function byCustomer(groups: Groups, values: Float64Array): Float64Array {
  const { groupOf } = groups
  const out = new Float64Array(groupOf.length)
  for (let i = 0; i < out.length; i++) out[i] = values[groupOf[i]!]!
  return out
}
