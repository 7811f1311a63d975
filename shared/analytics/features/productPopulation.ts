import { AppError } from '../../contract/errors.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'
import { endThrough, entriesFrom } from './history.ts'

/** Days that count as recent for a product's popularity and for its buyers' being active. */
export const POPULAR_DAYS = 30
/** Days after an order day within which its buyer must order again to count as returned. */
export const RETURN_DAYS = 60
/** A product with fewer lines may be rare rather than gone. */
const LEAST_LINES = 5
/** Days without a line, and how many of the product's usual gaps between lines, from which on it counts as not sold. */
const UNSOLD = { days: 21, gaps: 6 } as const
/** Products kept, those with the most lines; so that a model file stays small. */
export const MOST_PRODUCTS = 20_000

/**
 * How the products of a shop fared with a population up to an as-of day, by entry of `ids` (ids of the product dictionary,
 * ascending). Plain data that survives JSON.
 */
export interface ProductPopulation {
  readonly ids: readonly number[]
  /** order lines within `POPULAR_DAYS`, and those of all products together */
  readonly recentLines: readonly number[]
  readonly nRecentLines: number
  /** customers who ever bought it, how many of them ordered anything within `POPULAR_DAYS`, and their share over all products */
  readonly buyers: readonly number[]
  readonly activeBuyers: readonly number[]
  readonly activeShare: number
  /** customers' order days with it whose `RETURN_DAYS` days have passed, how many were followed by an order, share over all */
  readonly visits: readonly number[]
  readonly returns: readonly number[]
  /** 0..1; null = no such day yet */
  readonly returnShare: number | null
  /** days since its last line where it is no longer sold, 0 where it is; absent in models of before 0.2 */
  readonly unsoldDays?: readonly number[]
}

/**
 * Counts a population's products from positive lines up to the as-of day; nothing later is read. Null without a product
 * column or a line that names a product. Throws `cancelled`. Cost: two passes over the customers' lines, 52 bytes a
 * product.
 */
export function productPopulationOf(
  ledger: PurchaseLedger,
  asOfDay: number,
  customers: Uint32Array,
  isCancelled?: () => boolean,
): ProductPopulation | null {
  const { product, day: dayOf, flags } = ledger
  if (product === undefined) return null
  const counts = countsFor(product)
  let orderDays = new Int32Array(64)
  for (let row = 0; row < customers.length; row++) {
    if (row % 4096 === 0 && isCancelled?.() === true) throw new AppError('cancelled')
    const from = entriesFrom(ledger, customers[row]!)
    const end = endThrough(ledger, customers[row]!, asOfDay)
    if (end - from > orderDays.length) orderDays = new Int32Array(2 * (end - from))
    let nDays = 0
    for (let i = from; i < end; i++) {
      if ((flags[i]! & LEDGER_FLAG.positive) === 0) continue
      if (nDays === 0 || orderDays[nDays - 1] !== dayOf[i]) orderDays[nDays++] = dayOf[i]!
    }
    if (nDays === 0) continue
    const isActive = orderDays[nDays - 1]! > asOfDay - POPULAR_DAYS
    let at = 0
    for (let i = from; i < end; i++) {
      const id = product[i]!
      if ((flags[i]! & LEDGER_FLAG.positive) === 0 || id === 0) continue
      const day = dayOf[i]!
      while (orderDays[at]! < day) at++
      bump(counts.lines, id)
      if (day < counts.firstDay[id]!) counts.firstDay[id] = day
      if (day > counts.lastDay[id]!) counts.lastDay[id] = day
      if (day > asOfDay - POPULAR_DAYS) bump(counts.recentLines, id)
      if (counts.lastRow[id] !== row + 1) {
        counts.lastRow[id] = row + 1
        counts.lastVisit[id] = -1
        bump(counts.buyers, id)
        if (isActive) bump(counts.activeBuyers, id)
      }
      if (day > asOfDay - RETURN_DAYS || counts.lastVisit[id] === at) continue
      counts.lastVisit[id] = at
      bump(counts.visits, id)
      if (at + 1 < nDays && orderDays[at + 1]! - day <= RETURN_DAYS) bump(counts.returns, id)
    }
  }
  return populationFrom(counts, asOfDay)
}

interface Counts {
  readonly lines: Uint32Array
  readonly recentLines: Uint32Array
  readonly buyers: Uint32Array
  readonly activeBuyers: Uint32Array
  readonly visits: Uint32Array
  readonly returns: Uint32Array
  /** 1 + row of the last customer who bought it, and the position of his last counted order day */
  readonly lastRow: Uint32Array
  readonly lastVisit: Int32Array
  readonly firstDay: Int32Array
  readonly lastDay: Int32Array
}

function countsFor(product: Uint32Array): Counts {
  let largest = 0
  for (let i = 0; i < product.length; i++) if (product[i]! > largest) largest = product[i]!
  const zeros = (): Uint32Array => new Uint32Array(largest + 1)
  return {
    lines: zeros(),
    recentLines: zeros(),
    buyers: zeros(),
    activeBuyers: zeros(),
    visits: zeros(),
    returns: zeros(),
    lastRow: zeros(),
    lastVisit: new Int32Array(largest + 1),
    firstDay: new Int32Array(largest + 1).fill(2 ** 31 - 1),
    lastDay: new Int32Array(largest + 1).fill(-(2 ** 31)),
  }
}

function bump(counts: Uint32Array, at: number): void {
  counts[at] = counts[at]! + 1
}

function total(counts: Uint32Array): number {
  return counts.reduce((sum, one) => sum + one, 0)
}

/** Silence of a product that used to sell; 0 while it sells. */
function unsoldDaysOf({ lines, firstDay, lastDay }: Counts, asOfDay: number, id: number): number {
  const silence = asOfDay - lastDay[id]!
  if (lines[id]! < LEAST_LINES || silence <= UNSOLD.days) return 0
  return silence > (UNSOLD.gaps * (lastDay[id]! - firstDay[id]!)) / (lines[id]! - 1) ? silence : 0
}

function populationFrom(counts: Counts, asOfDay: number): ProductPopulation | null {
  const { lines } = counts
  let ids = Array.from(lines.keys()).filter((id) => lines[id]! > 0)
  if (ids.length === 0) return null
  if (ids.length > MOST_PRODUCTS) {
    ids = ids
      .toSorted((a, b) => lines[b]! - lines[a]! || a - b)
      .slice(0, MOST_PRODUCTS)
      .toSorted((a, b) => a - b)
  }
  const pick = (of: Uint32Array): number[] => ids.map((id) => of[id]!)
  const nVisits = total(counts.visits)
  return {
    ids,
    recentLines: pick(counts.recentLines),
    nRecentLines: total(counts.recentLines),
    buyers: pick(counts.buyers),
    activeBuyers: pick(counts.activeBuyers),
    activeShare: total(counts.activeBuyers) / total(counts.buyers),
    visits: pick(counts.visits),
    returns: pick(counts.returns),
    returnShare: nVisits === 0 ? null : total(counts.returns) / nVisits,
    unsoldDays: ids.map((id) => unsoldDaysOf(counts, asOfDay, id)),
  }
}
