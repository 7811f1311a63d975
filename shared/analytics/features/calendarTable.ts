import { civilFromDay } from '../../contract/calendar.ts'

const MOST_DAYS = 40_000

/** Month and day of the month by day, looked up instead of worked out; `lastDay` is the latest day that is asked for. */
export class CalendarTable {
  readonly firstDay: number
  private readonly months: Uint8Array
  private readonly daysOfMonth: Uint8Array

  constructor(firstDay: number, lastDay: number) {
    this.firstDay = Math.max(firstDay, lastDay - MOST_DAYS)
    const n = Math.max(0, lastDay - this.firstDay + 1)
    this.months = new Uint8Array(n)
    this.daysOfMonth = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      const { month, dayOfMonth } = civilFromDay(this.firstDay + i)
      this.months[i] = month
      this.daysOfMonth[i] = dayOfMonth
    }
  }

  /** 1..12 */
  monthOf(day: number): number {
    return this.months[day - this.firstDay] ?? civilFromDay(day).month
  }

  /** 1..31 */
  dayOfMonthOf(day: number): number {
    return this.daysOfMonth[day - this.firstDay] ?? civilFromDay(day).dayOfMonth
  }
}

/** 0 = Sunday .. 6 = Saturday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** Entropy in nats of counts[0 .. n) that sum to `total`; NaN when total is 0. */
export function entropyOf(counts: ArrayLike<number>, n: number, total: number): number {
  if (!(total > 0)) return NaN
  let entropy = 0
  for (let i = 0; i < n; i++) {
    const p = counts[i]! / total
    if (p > 0) entropy -= p * Math.log(p)
  }
  return Math.max(0, entropy)
}
