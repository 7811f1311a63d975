import { LEDGER_FLAG, type PurchaseLedger } from '../../ledger/ledger.ts'
import { standingAt } from './tiers.ts'

const RECENCY_CUTS = [30, 60, 90, 150, 240, 365] as const
const ORDER_CUTS = [2, 4] as const
const N_ORDERS = ORDER_CUTS.length + 1
const N_WINDOWS = 6
/** a class is held by this many customers of its silence, whatever their orders */
const PRIOR = 40

/**
 * Share of customers who ordered within `windowDays` by how long they had been silent and how often they had bought, counted
 * on up to six earlier days one window apart; small classes are drawn toward everybody of the same silence. What an organic
 * return is taken for where no churn model is: those who were contacted are among them, so it is rather too high. Cost: six
 * passes over the ledger.
 */
export function pastReturns(
  purchases: PurchaseLedger,
  asOfDay: number,
  windowDays: number,
): { share(recencyDays: number, orders: number): number; readonly n: number } {
  const nClasses = (RECENCY_CUTS.length + 1) * N_ORDERS
  const counted = new Float64Array(nClasses)
  const returned = new Float64Array(nClasses)
  let n = 0
  for (let k = 1; k <= N_WINDOWS; k++) {
    const eve = asOfDay - k * windowDays
    for (let c = 0; c < purchases.nCustomers; c++) {
      const standing = standingAt(purchases, c, eve)
      if (standing === null) continue
      const at = classOf(standing.recencyDays, standing.orders)
      counted[at] = counted[at]! + 1
      n++
      if (ordered(purchases, c, eve, eve + windowDays)) returned[at] = returned[at]! + 1
    }
  }
  const share = new Float64Array(nClasses)
  for (let r = 0; r <= RECENCY_CUTS.length; r++) {
    let of = 1
    let back = 0
    for (let o = 0; o < N_ORDERS; o++) {
      of += counted[r * N_ORDERS + o]!
      back += returned[r * N_ORDERS + o]!
    }
    for (let o = 0; o < N_ORDERS; o++) {
      const at = r * N_ORDERS + o
      share[at] = (returned[at]! + (PRIOR * back) / of) / (counted[at]! + PRIOR)
    }
  }
  return { n, share: (recencyDays, orders) => share[classOf(recencyDays, orders)]! }
}

function classOf(recencyDays: number, orders: number): number {
  let r = 0
  while (r < RECENCY_CUTS.length && recencyDays >= RECENCY_CUTS[r]!) r++
  let o = 0
  while (o < ORDER_CUTS.length && orders >= ORDER_CUTS[o]!) o++
  return r * N_ORDERS + o
}

/** Has he an order in (after, upTo]? */
function ordered({ offsets, day, flags }: PurchaseLedger, c: number, after: number, upTo: number): boolean {
  for (let e = offsets[c + 1]! - 1; e >= offsets[c]! && day[e]! > after; e--) {
    if (day[e]! <= upTo && (flags[e]! & LEDGER_FLAG.orderStart) !== 0) return true
  }
  return false
}
