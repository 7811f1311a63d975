import type { Timeline } from '../../contract/project.ts'
import type { CustomerDays } from './customerDays.ts'

/**
 * Orders and net revenue by calendar week, from the week of the first entry to the week of the last, quiet weeks
 * included; nothing without entries. `weekStart` 0 = Sunday, 1 = Monday. Cost: one pass over the entries.
 */
export function weeklyTimeline(days: CustomerDays, weekStart: 0 | 1): Timeline {
  if (days.nEntries === 0) {
    return { weekStartDay: new Int32Array(0), orders: new Uint32Array(0), revenueMinor: new Float64Array(0) }
  }
  const first = startOfWeek(days.firstDay, weekStart)
  const nWeeks = Math.floor((days.lastDay - first) / 7) + 1
  const orders = new Uint32Array(nWeeks)
  const revenueMinor = new Float64Array(nWeeks)
  for (let i = 0; i < days.nEntries; i++) {
    const week = Math.floor((days.day[i]! - first) / 7)
    orders[week] = orders[week]! + (days.marks[i]! >>> 1)
    revenueMinor[week] = revenueMinor[week]! + days.netMinor[i]!
  }
  return { weekStartDay: Int32Array.from(orders, (_, week) => first + 7 * week), orders, revenueMinor }
}

/** First day of the week that holds `day`; 1970-01-01 was a Thursday. */
export function startOfWeek(day: number, weekStart: 0 | 1): number {
  const sinceSunday = (((day + 4) % 7) + 7) % 7
  return day - ((sinceSunday - weekStart + 7) % 7)
}
