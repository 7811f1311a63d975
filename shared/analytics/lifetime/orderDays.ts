import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'

/**
 * The days on which customers bought, same-day purchases merged: what the lifetime models see of a ledger. Customer c owns
 * the entries offsets[c] .. offsets[c + 1], days ascending and distinct. `spendMinor` = sum of the day's purchase
 * lines; refunds are no purchases and are left out.
 */
export interface OrderDays {
  readonly nCustomers: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
  readonly spendMinor: Float64Array
  /** of all entries; 0 and -1 when there are none */
  readonly firstDay: number
  readonly lastDay: number
  /** lines bought for nothing, and lines that are refunds */
  readonly nZeroLines: number
  readonly nRefundLines: number
}

/**
 * Condenses a ledger to order days. A line with an amount of 0 that is no refund makes an order day when
 * `zeroSpend` is `count` (a gift or a free sample is still a visit to the till, and the published CDNOW counts include
 * them), none when it is `leave-out`. Cost: two linear passes, 12 bytes an order day.
 */
export function orderDaysOf(ledger: PurchaseLedger, zeroSpend: 'count' | 'leave-out'): OrderDays {
  const { nCustomers, offsets: from, day: days, amountMinor, flags } = ledger
  const { refund, undatedRefund } = LEDGER_FLAG
  const least = zeroSpend === 'count' ? 0 : Number.MIN_VALUE
  const counts = (i: number): boolean =>
    (flags[i]! & (refund | undatedRefund)) === 0 && amountMinor[i]! >= least
  const offsets = new Uint32Array(nCustomers + 1)
  let nEntries = 0
  for (let c = 0; c < nCustomers; c++) {
    offsets[c] = nEntries
    const end = from[c + 1]!
    for (let i = from[c]!, previous = NaN; i < end; i++) {
      if (days[i]! === previous || !counts(i)) continue
      previous = days[i]!
      nEntries++
    }
  }
  offsets[nCustomers] = nEntries
  const day = new Int32Array(nEntries)
  const spendMinor = new Float64Array(nEntries)
  let firstDay = nEntries === 0 ? 0 : Infinity
  let lastDay = nEntries === 0 ? -1 : -Infinity
  let nZeroLines = 0
  let nRefundLines = 0
  let e = -1
  for (let c = 0; c < nCustomers; c++) {
    const end = from[c + 1]!
    for (let i = from[c]!, previous = NaN; i < end; i++) {
      const isRefund = (flags[i]! & (refund | undatedRefund)) !== 0
      if (isRefund) nRefundLines++
      else if (amountMinor[i]! === 0) nZeroLines++
      if (!counts(i)) continue
      const d = days[i]!
      if (d !== previous) {
        day[++e] = d
        if (d < firstDay) firstDay = d
        if (d > lastDay) lastDay = d
      }
      previous = d
      spendMinor[e] = spendMinor[e]! + amountMinor[i]!
    }
  }
  return { nCustomers, offsets, day, spendMinor, firstDay, lastDay, nZeroLines, nRefundLines }
}
