import { civilFromDay, dayFromCivil } from '../../contract/calendar.ts'
import type { LifetimeEconomics, LifetimeValue } from '../../contract/lifetime.ts'
import { numberKeys, reverseKeys, sortedPositions } from '../numerics/radixSort.ts'
import { timesAlive, type FittedGroups } from './predict.ts'
import type { PurchaseModel } from './purchaseModel.ts'
import { pAliveOfNew } from './tracking.ts'

/** Purchases are paid for at the end of periods of this many days; the last period may be shorter. */
export const PERIOD_DAYS = 30
const YEAR_DAYS = 365

/**
 * Discounted expected order days of a living customer over the horizon: the sum over periods of their expected order
 * days / (1 + rate)^(end of the period in years). Cost: one expectation a period.
 * Source: Fader, Hardie & Lee 2005, "RFM and CLV" (discounted expected transactions, in discrete time).
 */
function discountedIfAlive(
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
  frequency: number,
  ageDays: number,
  { horizonDays, annualDiscountRate }: LifetimeEconomics,
): number {
  const logRate = Math.log1p(annualDiscountRate) / YEAR_DAYS
  let sum = 0
  let before = 0
  for (let from = 0; from < horizonDays; from += PERIOD_DAYS) {
    const end = Math.min(from + PERIOD_DAYS, horizonDays)
    const expected = model.expectedIfAlive(frequency, ageDays / unitDays, end / unitDays, parameters)
    sum += (expected - before) * Math.exp(-logRate * end)
    before = expected
  }
  return Math.max(0, sum)
}

/** The same by group of customers, P(alive) included. Cost: one expectation a period and distinct (frequency, age). */
export function discountedOrderDays(fitted: FittedGroups, economics: LifetimeEconomics): Float64Array {
  const { model, parameters, unitDays } = fitted
  return timesAlive(fitted, (x, age) => discountedIfAlive(model, parameters, unitDays, x, age, economics))
}

/** The same of a customer who has just made the first purchase, which is not counted. */
export function discountedOfNew(
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
  economics: LifetimeEconomics,
): number {
  return (
    pAliveOfNew(model, parameters, unitDays) * discountedIfAlive(model, parameters, unitDays, 0, 0, economics)
  )
}

/** Shares of all value held by the best 0, 1, ... 100 percent of customers; all 0 when there is no value. Cost: one sort. */
export function concentrationOf(values: Float64Array): Float64Array {
  const n = values.length
  const keys = numberKeys(values, n)
  reverseKeys(keys)
  const order = sortedPositions(keys, n)
  const curve = new Float64Array(101)
  let total = 0
  for (let i = 0; i < n; i++) total += values[i]!
  if (!(total > 0)) return curve
  let sum = 0
  let taken = 0
  for (let percent = 1; percent <= 100; percent++) {
    const upTo = Math.round((percent * n) / 100)
    for (; taken < upTo; taken++) sum += values[order[taken]!]!
    curve[percent] = percent === 100 ? 1 : Math.min(1, sum / total)
  }
  return curve
}

/** Customers by value on a 1-2-5 scale that begins at 0 and at one currency unit. Cost: one pass. */
export function valueHistogram(values: Float64Array): LifetimeValue['histogram'] {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  const edges = [0, 100]
  for (let k = 1; edges.at(-1)! <= most; k++)
    edges.push(Math.round([1, 2, 5][k % 3]! * 10 ** (2 + Math.floor(k / 3))))
  const counts = new Uint32Array(edges.length - 1)
  for (const value of values) {
    let bin = 0
    while (bin < counts.length - 1 && value >= edges[bin + 1]!) bin++
    counts[bin] = counts[bin]! + 1
  }
  return { edges: Float64Array.from(edges), counts }
}

/** What is added up by month of the first purchase. */
export interface CohortColumns {
  readonly firstDay: (i: number) => number
  readonly pastSpendMinor: Float64Array
  readonly valueMinor: Float64Array
  readonly pActive: Float64Array
}

/** Sums by month of the first purchase, months without newcomers left out. Cost: one pass. */
export function valueByCohort(n: number, columns: CohortColumns): LifetimeValue['cohorts'] {
  const byMonth = new Map<number, [customers: number, past: number, value: number, active: number]>()
  const monthOf = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const day = columns.firstDay(i)
    let month = monthOf.get(day)
    if (month === undefined) {
      const civil = civilFromDay(day)
      month = dayFromCivil(civil.year, civil.month, 1)
      monthOf.set(day, month)
    }
    const sums = byMonth.get(month) ?? [0, 0, 0, 0]
    sums[0]++
    sums[1] += columns.pastSpendMinor[i]!
    sums[2] += columns.valueMinor[i]!
    sums[3] += columns.pActive[i]!
    byMonth.set(month, sums)
  }
  const months = [...byMonth].sort((a, b) => a[0] - b[0])
  return {
    monthDay: Int32Array.from(months, ([month]) => month),
    customers: Uint32Array.from(months, ([, sums]) => sums[0]),
    pastSpendMinor: Float64Array.from(months, ([, sums]) => sums[1]),
    valueMinor: Float64Array.from(months, ([, sums]) => sums[2]),
    expectedActive: Float64Array.from(months, ([, sums]) => sums[3]),
  }
}
