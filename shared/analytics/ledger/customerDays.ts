import { LEDGER_FLAG, type PurchaseLedger } from './ledger.ts'

/**
 * The purchase ledger condensed to one entry a customer and day: all that a view at day granularity needs, at any
 * as-of day and window. Customer c owns entries offsets[c] .. offsets[c + 1], days ascending and distinct.
 * `marks` = 2 x (orders that stand on the day) + (1 if the day has a positive line); `netMinor` = sum of the day's
 * amounts, refunds included. `firstDay` and `lastDay` span all entries (0 and -1 when there are none).
 */
export interface CustomerDays {
  readonly nCustomers: number
  readonly nEntries: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
  readonly marks: Uint32Array
  readonly netMinor: Float64Array
  readonly firstDay: number
  readonly lastDay: number
}

/**
 * Condenses a ledger. An order that starts on a day also counts as a positive line of that day. The result shares no
 * memory with the ledger. Cost: two linear passes, 16 bytes an entry.
 */
export function condense(ledger: PurchaseLedger): CustomerDays {
  const { nCustomers, offsets: from, day: days, amountMinor, flags } = ledger
  const offsets = new Uint32Array(nCustomers + 1)
  let nEntries = 0
  for (let c = 0; c < nCustomers; c++) {
    offsets[c] = nEntries
    const end = from[c + 1]!
    for (let i = from[c]!, previous = NaN; i < end; i++) {
      const d = days[i]!
      if (d !== previous) nEntries++
      previous = d
    }
  }
  offsets[nCustomers] = nEntries

  const day = new Int32Array(nEntries)
  const marks = new Uint32Array(nEntries)
  const netMinor = new Float64Array(nEntries)
  let firstDay = nEntries === 0 ? 0 : Infinity
  let lastDay = nEntries === 0 ? -1 : -Infinity
  let e = -1
  for (let c = 0; c < nCustomers; c++) {
    const end = from[c + 1]!
    for (let i = from[c]!, previous = NaN; i < end; i++) {
      const d = days[i]!
      if (d !== previous) {
        day[++e] = d
        if (d < firstDay) firstDay = d
        if (d > lastDay) lastDay = d
      }
      previous = d
      const flag = flags[i]!
      netMinor[e] = netMinor[e]! + amountMinor[i]!
      if ((flag & LEDGER_FLAG.orderStart) !== 0) marks[e] = (marks[e]! + 2) | 1
      else if ((flag & LEDGER_FLAG.positive) !== 0) marks[e] = marks[e]! | 1
    }
  }
  return { nCustomers, nEntries, offsets, day, marks, netMinor, firstDay, lastDay }
}

/** End (exclusive) of a customer's entries up to and including `asOfDay`. Cost: binary search. */
export function entriesEnd(days: CustomerDays, customer: number, asOfDay: number): number {
  let low = days.offsets[customer]!
  let high = days.offsets[customer + 1]!
  while (low < high) {
    const middle = (low + high) >>> 1
    if (days.day[middle]! <= asOfDay) low = middle + 1
    else high = middle
  }
  return low
}

/** Net minor units of a customer on the days afterDay < day <= asOfDay. Cost: binary search + the days in between. */
export function netBetween(days: CustomerDays, customer: number, afterDay: number, asOfDay: number): number {
  const from = days.offsets[customer]!
  let sum = 0
  for (let i = entriesEnd(days, customer, asOfDay) - 1; i >= from && days.day[i]! > afterDay; i--) {
    sum += days.netMinor[i]!
  }
  return sum
}
