import { endThrough, entriesFrom } from '../features/history.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'

/** Days on which an item must have been bought to have a rhythm of its own: three intervals. */
export const LEAST_ORDER_DAYS = 4
/** an item that is later than this many of its own median intervals is no usual one any more */
const FORGOTTEN = 4

/** A customer's usual item. Days are shop-calendar days; the interval is the median of his own, `from` and `to` its quartiles. */
export interface UsualItem {
  readonly product: number
  readonly orderDays: number
  readonly lastDay: number
  readonly intervalDays: number
  readonly dueDay: number
  readonly dueFromDay: number
  readonly dueToDay: number
}

/**
 * The item with most order days of a customer up to a day (at least 4), and when it is due by his own intervals: last day + median,
 * between last day + lower and upper quartile. Null without one, and for one that is overdue by more than 4 intervals. Lines of
 * refunds do not count. Cost: the customer's entries and a sort.
 */
export function usualItemOf(purchases: PurchaseLedger, customer: number, day: number): UsualItem | null {
  const { product, flags } = purchases
  if (product === undefined) return null
  const daysOf = new Map<number, number[]>()
  const end = endThrough(purchases, customer, day)
  for (let i = entriesFrom(purchases, customer); i < end; i++) {
    const item = product[i]!
    if (item === 0 || (flags[i]! & LEDGER_FLAG.positive) === 0) continue
    const days = daysOf.get(item)
    if (days === undefined) daysOf.set(item, [purchases.day[i]!])
    else if (days.at(-1) !== purchases.day[i]!) days.push(purchases.day[i]!)
  }
  let best: UsualItem | null = null
  for (const [item, days] of daysOf) {
    if (days.length < LEAST_ORDER_DAYS) continue
    const gaps = days.slice(1).map((at, i) => at - days[i]!)
    gaps.sort((a, b) => a - b)
    const lastDay = days.at(-1)!
    const intervalDays = Math.max(1, Math.round(quantile(gaps, 0.5)))
    if (day - lastDay > FORGOTTEN * intervalDays) continue
    const isBetter =
      best === null ||
      days.length > best.orderDays ||
      (days.length === best.orderDays && lastDay > best.lastDay)
    if (!isBetter) continue
    best = {
      product: item,
      orderDays: days.length,
      lastDay,
      intervalDays,
      dueDay: lastDay + intervalDays,
      dueFromDay: lastDay + Math.max(1, Math.floor(quantile(gaps, 0.25))),
      dueToDay: lastDay + Math.max(1, Math.ceil(quantile(gaps, 0.75))),
    }
  }
  return best
}

/** By linear interpolation between order statistics (R's type 7). */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!)
}
