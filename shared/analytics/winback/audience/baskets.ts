import { LEDGER_FLAG, type PurchaseLedger } from '../../ledger/ledger.ts'

const YEAR_DAYS = 365
const N_STEPS = 100

/**
 * Amounts of a year's orders up to `asOfDay` as 101 quantiles (0%, 1%, ... 100%) in currency units, ascending; empty without
 * orders. An order is its first line and the further lines of that day. Cost: one pass and a sort of the orders.
 */
export function basketQuantiles(purchases: PurchaseLedger, asOfDay: number): number[] {
  const { nCustomers, offsets, day, amountMinor, flags } = purchases
  const baskets: number[] = []
  for (let c = 0; c < nCustomers; c++) {
    let last = -1
    for (let e = offsets[c]!; e < offsets[c + 1]!; e++) {
      const on = day[e]!
      if (on > asOfDay) break
      if (on <= asOfDay - YEAR_DAYS || (flags[e]! & LEDGER_FLAG.positive) === 0) continue
      if ((flags[e]! & LEDGER_FLAG.orderStart) !== 0 || last !== on) baskets.push(0)
      last = on
      baskets[baskets.length - 1] = baskets.at(-1)! + amountMinor[e]! / 100
    }
  }
  if (baskets.length === 0) return []
  const ascending = Float64Array.from(baskets).sort((a, b) => a - b)
  return Array.from(
    { length: N_STEPS + 1 },
    (_, k) => ascending[Math.round((k / N_STEPS) * (ascending.length - 1))]!,
  )
}
