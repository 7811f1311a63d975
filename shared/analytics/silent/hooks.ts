import { endThrough, entriesFrom, type CustomerHistory } from '../features/history.ts'
import { LEDGER_FLAG } from '../ledger/ledger.ts'

const FAVOURITE_DAYS = 180
const THEN_DAYS = 45
const NOW_DAYS = 30
const LEAST_LINES = 2
/** a price this much lower is worth a word */
const CHEAPER = 0.95

/** A favourite that was not bought and is cheaper now, by customer; product 0 = none. Prices of one piece, minor units. */
export interface CheaperHooks {
  readonly product: Uint32Array
  readonly thenMinor: Float64Array
  readonly nowMinor: Float64Array
}

/**
 * The favourites of the last 180 days that a customer did not buy after marking them, and whose median price of the last 30 days is
 * at most 95% of that of the 45 days up to the marking (two sold lines each); of several, the largest saving. Only `wanted`
 * customers. Cost: one pass over the purchases' lines of the products concerned.
 */
export function cheaperHooks(history: CustomerHistory, wanted: Uint8Array, asOfDay: number): CheaperHooks {
  const n = wanted.length
  const hooks = {
    product: new Uint32Array(n),
    thenMinor: new Float64Array(n),
    nowMinor: new Float64Array(n),
  }
  const { behaviours, purchases } = history
  const favourite = history.eventNames.indexOf('favourite')
  if (behaviours === null || favourite < 0 || purchases.product === undefined) return hooks
  const marked = new Map<number, { product: number; day: number }[]>()
  const products = new Set<number>()
  for (let c = 0; c < Math.min(n, behaviours.nCustomers); c++) {
    if (wanted[c] === 0) continue
    const end = endThrough(behaviours, c, asOfDay)
    for (let i = endThrough(behaviours, c, asOfDay - FAVOURITE_DAYS); i < end; i++) {
      const product = behaviours.product[i]!
      if (behaviours.event[i] !== favourite || product === 0) continue
      marked.set(c, [...(marked.get(c) ?? []), { product, day: behaviours.day[i]! }])
      products.add(product)
    }
  }
  const pricesOf = prices(history, products, asOfDay)
  for (const [c, own] of marked) {
    let best = 0
    for (const { product, day } of own) {
      if (boughtAfter(history, c, product, day, asOfDay)) continue
      const lines = pricesOf.get(product) ?? []
      const then = medianPrice(lines, day - THEN_DAYS, day)
      const now = medianPrice(lines, asOfDay - NOW_DAYS + 1, asOfDay)
      if (then === null || now === null || now > CHEAPER * then || then - now <= best) continue
      best = then - now
      hooks.product[c] = product
      hooks.thenMinor[c] = then
      hooks.nowMinor[c] = now
    }
  }
  return hooks
}

interface Priced {
  readonly day: number
  readonly minor: number
}

function prices(
  { purchases }: CustomerHistory,
  products: ReadonlySet<number>,
  asOfDay: number,
): Map<number, Priced[]> {
  const found = new Map<number, Priced[]>()
  for (let i = 0; i < purchases.nEvents; i++) {
    const product = purchases.product![i]!
    if (!products.has(product) || (purchases.flags[i]! & LEDGER_FLAG.positive) === 0) continue
    if (purchases.day[i]! > asOfDay) continue
    const quantity = purchases.quantity?.[i] ?? 1
    const pieces = quantity > 0 ? quantity : 1
    const list = found.get(product) ?? []
    list.push({ day: purchases.day[i]!, minor: purchases.amountMinor[i]! / pieces })
    found.set(product, list)
  }
  return found
}

function medianPrice(lines: readonly Priced[], from: number, through: number): number | null {
  const own = lines
    .filter(({ day }) => day >= from && day <= through)
    .map(({ minor }) => minor)
    .sort((a, b) => a - b)
  if (own.length < LEAST_LINES) return null
  const middle = own.length >> 1
  return own.length % 2 === 1 ? own[middle]! : (own[middle - 1]! + own[middle]!) / 2
}

function boughtAfter(
  { purchases }: CustomerHistory,
  c: number,
  product: number,
  day: number,
  asOfDay: number,
): boolean {
  if (c >= purchases.nCustomers) return false
  const end = endThrough(purchases, c, asOfDay)
  for (let i = Math.max(entriesFrom(purchases, c), endThrough(purchases, c, day - 1)); i < end; i++)
    if (purchases.product![i] === product) return true
  return false
}
