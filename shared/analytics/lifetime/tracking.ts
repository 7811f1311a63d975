import type { LifetimeTracking } from '../../contract/lifetime.ts'
import { groupHistories } from './groups.ts'
import type { OrderDays } from './orderDays.ts'
import type { PurchaseModel } from './purchaseModel.ts'

/**
 * Expected order days after the first of a customer acquired at age 0, in the `horizonDays` after the first purchase.
 * Source: the unconditional expectations E[X(t)] of the models' papers.
 */
export function expectedOfNew(
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
  horizonDays: number,
): number {
  return (
    pAliveOfNew(model, parameters, unitDays) * model.expectedIfAlive(0, 0, horizonDays / unitDays, parameters)
  )
}

/** P(alive) right after the first purchase: 1 but for models that let customers leave there. */
export function pAliveOfNew(model: PurchaseModel, parameters: Float64Array, unitDays: number): number {
  const newcomer = groupHistories(new Uint32Array(1), new Uint32Array(1), new Uint32Array(1))
  return model.pAlive(newcomer, unitDays, parameters)[0]!
}

/** Weeks that a tracking plot runs over, and who is followed: customers acquired by `calibrationEndDay`. */
export interface TrackedWeeks {
  readonly weekEndDay: Int32Array
  readonly calibrationWeeks: number
  readonly actual: Float64Array
  /** customers by first day, from `firstDay` */
  readonly firstDay: number
  readonly acquired: Float64Array
}

/**
 * Repeat order days by week (of seven days, the first beginning at the first order day of all) up to the last whole week
 * by `untilDay`. Cost: one pass over the order days.
 */
export function trackWeeks(
  days: OrderDays,
  customer: Uint32Array,
  calibrationEndDay: number,
  untilDay: number,
): TrackedWeeks {
  let firstDay = Infinity
  for (const c of customer) firstDay = Math.min(firstDay, days.day[days.offsets[c]!]!)
  const nWeeks = customer.length === 0 ? 0 : Math.floor((untilDay - firstDay + 1) / 7)
  const acquired = new Float64Array(Math.max(0, calibrationEndDay - firstDay + 1))
  const actual = new Float64Array(nWeeks)
  for (const c of customer) {
    const from = days.offsets[c]!
    const end = days.offsets[c + 1]!
    const first = days.day[from]! - firstDay
    acquired[first] = acquired[first]! + 1
    for (let i = from + 1; i < end; i++) {
      const week = Math.floor((days.day[i]! - firstDay) / 7)
      if (week < nWeeks) actual[week] = actual[week]! + 1
    }
  }
  return {
    weekEndDay: Int32Array.from(actual, (_, week) => firstDay + 7 * week + 6),
    calibrationWeeks: Math.min(nWeeks, Math.floor((calibrationEndDay - firstDay + 1) / 7)),
    actual,
    firstDay: customer.length === 0 ? 0 : firstDay,
    acquired,
  }
}

/**
 * What a model expects in each of these weeks of the customers acquired so far: the sum over first days of E[X(t)].
 * Cost: one expectation a day of age, then weeks x first days.
 */
export function expectedByWeek(
  tracked: TrackedWeeks,
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
): Float64Array {
  const { weekEndDay, acquired, firstDay } = tracked
  const nWeeks = weekEndDay.length
  const oldest = nWeeks === 0 ? 0 : weekEndDay[nWeeks - 1]! - firstDay
  const alive = pAliveOfNew(model, parameters, unitDays)
  const byAge = Float64Array.from(
    { length: oldest + 1 },
    (_, age) => alive * model.expectedIfAlive(0, 0, age / unitDays, parameters),
  )
  const expected = new Float64Array(nWeeks)
  let before = 0
  for (let week = 0; week < nWeeks; week++) {
    const at = weekEndDay[week]! - firstDay
    let total = 0
    for (let d = Math.min(at, acquired.length - 1); d >= 0; d--) total += acquired[d]! * byAge[at - d]!
    expected[week] = total - before
    before = total
  }
  return expected
}

/** Weeks with the expectations of several models. */
export function trackingOf(tracked: TrackedWeeks, expected: LifetimeTracking['expected']): LifetimeTracking {
  const { weekEndDay, calibrationWeeks, actual } = tracked
  return { weekEndDay, calibrationWeeks, actual, expected }
}
