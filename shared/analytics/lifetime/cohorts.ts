import type { LifetimeCohorts } from '../../contract/lifetime.ts'
import { startOfWeek } from '../ledger/timeline.ts'
import { monthStarts } from '../northstar/monthlyFacts.ts'
import type { OrderDays } from './orderDays.ts'

/**
 * Retention and spend by cohort: customers by the calendar period of their first order day, and what they did in each
 * calendar period since (period 0 = that of the first order day). Nothing after `asOfDay` is read; cells of periods that
 * have not begun are NaN. No cohorts when nobody had bought. Cost: one pass over the order days, 24 bytes a cell.
 */
export function cohortTables(
  days: OrderDays,
  asOfDay: number,
  period: 'month' | 'week',
  weekStart: 0 | 1,
): LifetimeCohorts {
  const isEmpty = days.lastDay < days.firstDay || days.firstDay > asOfDay
  const starts = isEmpty ? new Int32Array(1) : periodStarts(days.firstDay, asOfDay, period, weekStart)
  const n = starts.length - 1
  const first = starts[0]!
  const periodOf = new Uint16Array(n === 0 ? 0 : starts[n]! - first)
  for (let k = 0; k < n; k++) periodOf.fill(k, starts[k]! - first, starts[k + 1]! - first)
  const customers = new Uint32Array(n)
  const active = new Float64Array(n * n).fill(NaN)
  const orderDays = new Float64Array(n * n).fill(NaN)
  const spendMinor = new Float64Array(n * n).fill(NaN)
  for (const cells of [active, orderDays, spendMinor]) {
    for (let cohort = 0; cohort < n; cohort++) cells.fill(0, cohort * n, cohort * n + n - cohort)
  }
  for (let c = 0; c < days.nCustomers; c++) {
    const from = days.offsets[c]!
    const end = days.offsets[c + 1]!
    if (from === end || days.day[from]! > asOfDay) continue
    const cohort = periodOf[days.day[from]! - first]!
    customers[cohort] = customers[cohort]! + 1
    for (let i = from, previous = -1; i < end && days.day[i]! <= asOfDay; i++) {
      const age = periodOf[days.day[i]! - first]! - cohort
      const cell = cohort * n + age
      if (age !== previous) active[cell] = active[cell]! + 1
      previous = age
      orderDays[cell] = orderDays[cell]! + 1
      spendMinor[cell] = spendMinor[cell]! + days.spendMinor[i]!
    }
  }
  return {
    asOfDay,
    periodDay: starts.slice(0, n),
    isLastFinished: n > 0 && asOfDay >= starts[n]! - 1,
    customers,
    active,
    orderDays,
    spendMinor,
  }
}

function periodStarts(
  firstDay: number,
  lastDay: number,
  period: 'month' | 'week',
  weekStart: 0 | 1,
): Int32Array {
  if (period === 'month') return monthStarts(firstDay, lastDay)
  const first = startOfWeek(firstDay, weekStart)
  const nWeeks = Math.floor((lastDay - first) / 7) + 1
  return Int32Array.from({ length: nWeeks + 1 }, (_, week) => first + 7 * week)
}
