import { civilFromDay, dayFromCivil } from '../../contract/calendar.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'

/**
 * A ledger condensed to one entry a customer and calendar month. Months are numbered from 0 = the month of the first
 * purchase or refund; `monthDay[m]` is the first day of month m, one more than there are months. Customer c owns entries
 * offsets[c] .. offsets[c + 1], months ascending. `orders` = orders that start in it, `grossMinor` = lines above 0,
 * `netMinor` = all lines, `isBuyer` 1 = has a line above 0; `couponOrders` and `couponMinor`: of `orders` and `grossMinor`, what
 * stands on lines paid with a coupon.
 */
export interface MonthlyFacts {
  readonly nCustomers: number
  readonly nMonths: number
  readonly monthDay: Int32Array
  readonly offsets: Uint32Array
  readonly month: Uint16Array
  readonly orders: Uint32Array
  readonly grossMinor: Float64Array
  readonly netMinor: Float64Array
  readonly isBuyer: Uint8Array
  readonly couponOrders: Uint32Array
  readonly couponMinor: Float64Array
}

/** Condenses what happened up to and including `asOfDay`. Cost: two linear passes. */
export function monthlyFacts(ledger: PurchaseLedger, asOfDay: number): MonthlyFacts {
  const { nCustomers, offsets: from, day, amountMinor, flags } = ledger
  let firstDay = Infinity
  for (let i = 0; i < ledger.nEvents; i++) if (day[i]! < firstDay) firstDay = day[i]!
  const monthDay = monthStarts(Math.min(firstDay, asOfDay), asOfDay)
  const nMonths = firstDay > asOfDay ? 0 : monthDay.length - 1
  const start = monthDay[0]!
  const monthOf = new Uint16Array(Math.max(0, asOfDay - start + 1))
  for (let m = 0; m < monthDay.length - 1; m++)
    monthOf.fill(m, monthDay[m]! - start, monthDay[m + 1]! - start)

  const offsets = new Uint32Array(nCustomers + 1)
  let n = 0
  for (let c = 0; c < nCustomers; c++) {
    offsets[c] = n
    for (let i = from[c]!, previous = -1; i < from[c + 1]! && day[i]! <= asOfDay; i++) {
      const m = monthOf[day[i]! - start]!
      if (m !== previous) n++
      previous = m
    }
  }
  offsets[nCustomers] = n
  const facts = {
    month: new Uint16Array(n),
    orders: new Uint32Array(n),
    grossMinor: new Float64Array(n),
    netMinor: new Float64Array(n),
    isBuyer: new Uint8Array(n),
    couponOrders: new Uint32Array(n),
    couponMinor: new Float64Array(n),
  }
  let e = -1
  for (let c = 0; c < nCustomers; c++) {
    for (let i = from[c]!, previous = -1; i < from[c + 1]! && day[i]! <= asOfDay; i++) {
      const m = monthOf[day[i]! - start]!
      if (m !== previous) facts.month[++e] = m
      previous = m
      facts.netMinor[e] = facts.netMinor[e]! + amountMinor[i]!
      const flag = flags[i]!
      if ((flag & (LEDGER_FLAG.positive | LEDGER_FLAG.orderStart)) === 0) continue
      facts.isBuyer[e] = 1
      facts.grossMinor[e] = facts.grossMinor[e]! + amountMinor[i]!
      const isStart = (flag & LEDGER_FLAG.orderStart) !== 0
      if (isStart) facts.orders[e] = facts.orders[e]! + 1
      if ((flag & LEDGER_FLAG.coupon) === 0) continue
      facts.couponMinor[e] = facts.couponMinor[e]! + amountMinor[i]!
      if (isStart) facts.couponOrders[e] = facts.couponOrders[e]! + 1
    }
  }
  return { nCustomers, nMonths, monthDay, offsets, ...facts }
}

/** First days of the months that hold firstDay .. lastDay, and of the month after. */
export function monthStarts(firstDay: number, lastDay: number): Int32Array {
  const { year, month } = civilFromDay(firstDay)
  const days: number[] = []
  for (let m = month - 1; ; m++) {
    const at = dayFromCivil(year + Math.floor(m / 12), (m % 12) + 1, 1)
    days.push(at)
    if (at > lastDay) return Int32Array.from(days)
  }
}
