import { entriesEnd, type CustomerDays } from '../ledger/customerDays.ts'
import { civilFromDay, dayFromCivil } from '../../contract/calendar.ts'

/**
 * Median days between a customer's consecutive order days (days with a positive line) up to and including the as-of
 * day, over all history; NaN below two order days. `scratch` is any array that may be overwritten; it grows.
 * Cost: the customer's entries + a sort of the gaps.
 */
export function gapDays(days: CustomerDays, customer: number, asOfDay: number, scratch: number[]): number {
  const end = entriesEnd(days, customer, asOfDay)
  let previous = NaN
  let n = 0
  for (let i = days.offsets[customer]!; i < end; i++) {
    if ((days.marks[i]! & 1) === 0) continue
    const day = days.day[i]!
    if (!Number.isNaN(previous)) insert(scratch, n++, day - previous)
    previous = day
  }
  if (n === 0) return NaN
  return n % 2 === 1 ? scratch[n >> 1]! : (scratch[(n >> 1) - 1]! + scratch[n >> 1]!) / 2
}

/** Inserts into the sorted first n entries; gaps are few, and nearly sorted for regular customers. */
function insert(sorted: number[], n: number, value: number): void {
  let at = n
  while (at > 0 && sorted[at - 1]! > value) {
    sorted[at] = sorted[at - 1]!
    at--
  }
  sorted[at] = value
}

/** Day of a customer's last positive line up to and including the as-of day; NaN when there is none. */
export function lastOrderDay(days: CustomerDays, customer: number, asOfDay: number): number {
  for (let i = entriesEnd(days, customer, asOfDay) - 1; i >= days.offsets[customer]!; i--) {
    if ((days.marks[i]! & 1) === 1) return days.day[i]!
  }
  return NaN
}

/**
 * First days of the `nMonths` calendar months that end with the as-of day's month, oldest first, and behind them the
 * day after the as-of day: the last month holds only its days up to the as-of day.
 */
export function monthStarts(asOfDay: number, nMonths: number): Int32Array {
  const { year, month } = civilFromDay(asOfDay)
  const starts = new Int32Array(nMonths + 1)
  for (let i = 0; i < nMonths; i++) {
    const index = year * 12 + (month - 1) - (nMonths - 1 - i)
    starts[i] = dayFromCivil(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1)
  }
  starts[nMonths] = asOfDay + 1
  return starts
}

/** A customer's net minor units by month, added to out[at ..]. `starts` as of `monthStarts`. */
export function monthlyNet(
  days: CustomerDays,
  customer: number,
  starts: Int32Array,
  out: Float32Array | Float64Array,
  at: number,
): void {
  let month = starts.length - 2
  const from = days.offsets[customer]!
  for (let i = entriesEnd(days, customer, starts[month + 1]! - 1) - 1; i >= from; i--) {
    const day = days.day[i]!
    while (month >= 0 && day < starts[month]!) month--
    if (month < 0) return
    out[at + month] = out[at + month]! + days.netMinor[i]!
  }
}
