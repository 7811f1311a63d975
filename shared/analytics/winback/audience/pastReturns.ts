import { AppError } from '../../../contract/errors.ts'
import { LEDGER_FLAG, type ContactLedger, type PurchaseLedger } from '../../ledger/ledger.ts'
import { standingAt } from './tiers.ts'

const RECENCY_CUTS = [30, 60, 90, 150, 240, 365] as const
const ORDER_CUTS = [2, 4] as const
const N_ORDERS = ORDER_CUTS.length + 1
const N_WINDOWS = 6
/** a class is held by this many customers of its silence, whatever their orders */
const PRIOR = 40
/** the same weekday of a year ago */
const YEAR_DAYS = 364
/** so many returns of a year ago move the season half of the way */
const SEASON_PRIOR = 50
const MOST_SEASON = 2.5

/** Shares of past returns by silence and number of orders, `n` customer windows behind them. */
export interface PastReturns {
  share(recencyDays: number, orders: number): number
  readonly n: number
  /** what the shares were multiplied by for the time of the year; 1 where a year ago is not known */
  readonly season: number
}

interface Counts {
  readonly counted: Float64Array
  readonly returned: Float64Array
  n: number
}

/**
 * Share of customers who ordered within `windowDays` by how long they had been silent and how often they had bought, counted
 * on up to six earlier days one window apart; small classes are drawn toward everybody of the same silence. What an organic
 * return is taken for where no churn model is: those who were contacted are among them, so it is rather too high. Where the
 * ledger is old enough the shares are multiplied by how the same weeks of a year ago compared with the six windows before
 * them, over customers silent for `silentDays`, drawn toward 1 the fewer came back: the weeks after a sale are not as the
 * sale. Cost: six passes over the ledger, seven more for the season.
 */
export function pastReturns(
  purchases: PurchaseLedger,
  asOfDay: number,
  windowDays: number,
  silentDays = 0,
): PastReturns {
  const counts = countsOver(purchases, evesBefore(asOfDay, windowDays), windowDays)
  const shares = sharesOf(counts)
  const season = seasonOf(purchases, asOfDay - YEAR_DAYS, windowDays, silentDays)
  return {
    n: counts.n,
    season,
    share: (recencyDays, orders) => Math.min(1, shares[classOf(recencyDays, orders)]! * season),
  }
}

/**
 * Control customers of past campaigns against everybody of the same silence and orders on the same evening: both saw the
 * same season, so what is less is what contacts added to the shares of `pastReturns`.
 */
export interface ControlReturns {
  readonly nControl: number
  readonly returned: number
  readonly expected: number
}

/** More days of campaigns than this tell no more. */
const MOST_EVES = 24

/**
 * Counts the control customers whose window has passed by `lastDay`, on the evenings with the most of them. Null without any.
 * Throws `cancelled`. Cost: one pass over the contacts, one over the ledger an evening (24 at most).
 */
export function controlReturns(
  contacts: ContactLedger,
  purchases: PurchaseLedger,
  windowDays: number,
  lastDay: number,
  isCancelled?: () => boolean,
): ControlReturns | null {
  const byEve = new Map<number, number[]>()
  for (let c = 0; c < contacts.nCustomers; c++) {
    for (let e = contacts.offsets[c]!; e < contacts.offsets[c + 1]!; e++) {
      const day = contacts.day[e]!
      if (contacts.control[e] !== 1 || contacts.campaign[e] === 0 || day + windowDays - 1 > lastDay) continue
      const own = byEve.get(day - 1)
      if (own === undefined) byEve.set(day - 1, [c])
      else if (own.at(-1) !== c) own.push(c)
    }
  }
  const eves = [...byEve].toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, MOST_EVES)
  const total = { nControl: 0, returned: 0, expected: 0 }
  for (const [eve, controls] of eves) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const shares = sharesOf(countsOver(purchases, [eve], windowDays))
    for (const c of controls) {
      const standing = standingAt(purchases, c, eve)
      if (standing === null) continue
      total.nControl++
      total.expected += shares[classOf(standing.recencyDays, standing.orders)]!
      if (ordered(purchases, c, eve, eve + windowDays)) total.returned++
    }
  }
  return total.nControl === 0 ? null : total
}

const evesBefore = (day: number, windowDays: number): number[] =>
  Array.from({ length: N_WINDOWS }, (_, k) => day - (k + 1) * windowDays)

/** Counts the windows that begin after each of the evenings. */
function countsOver(purchases: PurchaseLedger, eves: readonly number[], windowDays: number): Counts {
  const nClasses = (RECENCY_CUTS.length + 1) * N_ORDERS
  const counts: Counts = { counted: new Float64Array(nClasses), returned: new Float64Array(nClasses), n: 0 }
  for (const eve of eves) {
    for (let c = 0; c < purchases.nCustomers; c++) {
      const standing = standingAt(purchases, c, eve)
      if (standing === null) continue
      const at = classOf(standing.recencyDays, standing.orders)
      counts.counted[at] = counts.counted[at]! + 1
      counts.n++
      if (ordered(purchases, c, eve, eve + windowDays)) counts.returned[at] = counts.returned[at]! + 1
    }
  }
  return counts
}

function sharesOf({ counted, returned }: Counts): Float64Array {
  const share = new Float64Array(counted.length)
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
  return share
}

/** Returns in the window after a day over what the six windows before it let expect; 1 where the ledger began later. */
function seasonOf(purchases: PurchaseLedger, eve: number, windowDays: number, silentDays: number): number {
  const first = purchases.day.reduce((least, day) => Math.min(least, day), Infinity)
  if (eve - (N_WINDOWS + 1) * windowDays < first) return 1
  const shares = sharesOf(countsOver(purchases, evesBefore(eve, windowDays), windowDays))
  let expected = 0
  let returned = 0
  for (let c = 0; c < purchases.nCustomers; c++) {
    const standing = standingAt(purchases, c, eve)
    if (standing === null || standing.recencyDays < silentDays) continue
    expected += shares[classOf(standing.recencyDays, standing.orders)]!
    if (ordered(purchases, c, eve, eve + windowDays)) returned++
  }
  if (!(expected > 0)) return 1
  const ratio = Math.min(MOST_SEASON, Math.max(1 / MOST_SEASON, returned / expected))
  return ratio ** (expected / (expected + SEASON_PRIOR))
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
