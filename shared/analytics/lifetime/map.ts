import type { LifetimeHistory, LifetimeMap } from '../../contract/lifetime.ts'
import { groupHistories } from './groups.ts'
import type { Histories } from './histories.ts'
import type { OrderDays } from './orderDays.ts'
import { byCustomer, expectedOrderDays, fittedGroups, pActive, type FittedGroups } from './predict.ts'

const COLUMNS = 40
const LEAST_ROWS = 6
const MOST_ROWS = 60

/**
 * P(active) and expected purchases over frequency and days since the last order day, for a customer whose first order
 * day was `ageDays` ago. Rows reach to the 99th percentile of the customers' frequencies. Cost: rows x 40 predictions.
 */
export function lifetimeMap(
  fitted: FittedGroups,
  histories: Histories,
  ageDays: number,
  horizonDays: number,
): LifetimeMap {
  const maxFrequency = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, highFrequency(histories)), ageDays)
  const nColumns = Math.min(COLUMNS, ageDays + 1)
  const daysSince = Int32Array.from({ length: nColumns }, (_, k) =>
    nColumns === 1 ? 0 : Math.round((k * ageDays) / (nColumns - 1)),
  )
  const n = (maxFrequency + 1) * nColumns
  const isPossible = (x: number, since: number): boolean =>
    x === 0 ? since === ageDays : ageDays - since >= x
  const frequency = new Uint32Array(n)
  const recencyDays = new Uint32Array(n)
  const age = new Uint32Array(n).fill(ageDays)
  const isBlank = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const x = Math.floor(i / nColumns)
    const since = daysSince[i % nColumns]!
    frequency[i] = x
    recencyDays[i] = x === 0 ? 0 : ageDays - since
    isBlank[i] = isPossible(x, since) ? 0 : 1
  }
  const own = fittedGroups(
    fitted.model,
    fitted.parameters,
    fitted.unitDays,
    groupHistories(frequency, recencyDays, age),
  )
  const shown = (values: Float64Array): Float64Array =>
    byCustomer(own.groups, values).map((value, i) => (isBlank[i] === 1 ? NaN : value))
  return {
    ageDays,
    maxFrequency,
    daysSince,
    pActive: shown(pActive(own, horizonDays)),
    expectedPurchases: shown(expectedOrderDays(own, horizonDays)),
  }
}

/** The 99th percentile of frequencies above 0. */
function highFrequency({ frequency }: Histories): number {
  const repeat = frequency.filter((x) => x > 0).sort((a, b) => a - b)
  return repeat[Math.floor(0.99 * (repeat.length - 1))] ?? 0
}

/**
 * A customer under a run's fit at the end of every week from the first order day to `untilDay`, and at `untilDay`
 * itself; null when he had not bought by then. Nothing after a week's end enters it but the parameters themselves.
 */
export function lifetimeHistory(
  fitted: FittedGroups,
  days: OrderDays,
  customer: number,
  untilDay: number,
  horizonDays: number,
): LifetimeHistory | null {
  const from = days.offsets[customer] ?? 0
  const end = days.offsets[customer + 1] ?? 0
  const orderDay = days.day.slice(from, end).filter((day) => day <= untilDay)
  const first = orderDay[0]
  if (first === undefined) return null
  const nWeeks = Math.ceil((untilDay - first) / 7) + 1
  const day = Int32Array.from({ length: nWeeks }, (_, week) => Math.min(first + 7 * week, untilDay))
  let seen = 0
  const frequency = new Uint32Array(nWeeks)
  const recencyDays = new Uint32Array(nWeeks)
  day.forEach((at, week) => {
    while (seen + 1 < orderDay.length && orderDay[seen + 1]! <= at) seen++
    frequency[week] = seen
    recencyDays[week] = orderDay[seen]! - first
  })
  const groups = groupHistories(
    frequency,
    recencyDays,
    Uint32Array.from(day, (at) => at - first),
  )
  const own = fittedGroups(fitted.model, fitted.parameters, fitted.unitDays, groups)
  return {
    model: fitted.model.key,
    horizonDays,
    day,
    pAlive: byCustomer(groups, own.pAlive),
    pActive: byCustomer(groups, pActive(own, horizonDays)),
    expectedPurchases: byCustomer(groups, expectedOrderDays(own, horizonDays)),
    orderDay,
  }
}
