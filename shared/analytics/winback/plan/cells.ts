import { magnitudeIndex } from '../../numerics/magnitude.ts'
import type { Audience } from '../ladder/audience.ts'

/** Levels that a reachability is told apart by: 0, up to a half, below 1, 1. */
const REACH_LEVELS = 4
const MOST_BINS = 64

/** Alike customers as cells, and the cell of every customer. */
export interface Cells {
  readonly audience: Audience
  readonly cellOf: Uint32Array
}

/**
 * Compresses customers into cells of one rate class (tier), one pattern of reachability, and neighbouring risk (organic
 * return) and value (revenue per return), cut at their quantiles into `riskBins` and `valueBins` parts. A cell keeps its customers' mean
 * organic return and their mean revenue weighted by 1 - organic return: so whatever is done alike for the whole cell costs
 * and gains exactly what it does customer by customer (where reachability is 0 or 1), and the best plan over cells is
 * never better than the best over customers; it closes up on it as bins grow. Cost: some ten passes, once.
 */
export function cellsOf(audience: Audience, riskBins: number, valueBins: number): Cells {
  const { n } = audience
  const risk = binsOf(audience.organicReturn, n, riskBins)
  const value = binsOf(audience.revenuePerReturn, n, valueBins)
  const cellOf = new Uint32Array(n)
  const numbers = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const key = (patternOf(audience, i) * MOST_BINS + risk[i]!) * MOST_BINS + value[i]!
    let cell = numbers.get(key)
    if (cell === undefined) {
      cell = numbers.size
      numbers.set(key, cell)
    }
    cellOf[i] = cell
  }
  return { audience: meansOf(audience, cellOf, numbers.size), cellOf }
}

/**
 * As `cellsOf`, with as many bins as keep the number of cells at most about `mostCells` (one bin at least). What a plan
 * does turns on value far more than on organic return, so value gets about twelve times as many parts.
 */
export function compress(audience: Audience, mostCells: number): Cells {
  const patterns = new Set<number>()
  for (let i = 0; i < audience.n; i++) patterns.add(patternOf(audience, i))
  const bins = mostCells / Math.max(1, patterns.size)
  const riskBins = Math.max(1, Math.round(Math.sqrt(bins / 12)))
  return cellsOf(audience, atMost(riskBins), atMost(Math.max(1, Math.floor(bins / riskBins))))
}

function atMost(bins: number): number {
  return Math.min(MOST_BINS - 1, bins)
}

function patternOf({ rateClass, reachable }: Audience, i: number): number {
  let pattern = rateClass[i]!
  for (const share of reachable) pattern = pattern * REACH_LEVELS + levelOf(share[i]!)
  return pattern
}

function levelOf(share: number): number {
  if (share <= 0) return 0
  if (share >= 1) return REACH_LEVELS - 1
  return share <= 0.5 ? 1 : 2
}

/** Bin 1 .. bins of every value; ties stay together. */
function binsOf(values: Float64Array, n: number, bins: number): Uint8Array {
  const out = new Uint8Array(n)
  const index = magnitudeIndex(values)
  index.fill(n)
  const nCuts = Math.min(atMost(bins), n) - 1
  const ranks = Array.from({ length: Math.max(0, nCuts) }, (_, k) => Math.floor(((k + 1) * n) / (nCuts + 1)))
  const cuts = ranks.length === 0 ? [] : index.select(ranks).at
  index.levels(n, [...new Set(cuts)], out)
  return out
}

function meansOf(audience: Audience, cellOf: Uint32Array, nCells: number): Audience {
  const count = new Float64Array(nCells)
  const others = new Float64Array(nCells)
  const organic = new Float64Array(nCells)
  const whole = new Float64Array(nCells)
  const once = new Float64Array(nCells)
  const plainWhole = new Float64Array(nCells)
  const plainOnce = new Float64Array(nCells)
  const rateClass = new Uint16Array(nCells)
  const reachable = audience.reachable.map(() => new Float64Array(nCells))
  for (let i = 0; i < audience.n; i++) {
    const cell = cellOf[i]!
    const customers = audience.count[i]!
    const o = audience.organicReturn[i]!
    const open = customers * (1 - o)
    count[cell] = count[cell]! + customers
    others[cell] = others[cell]! + open
    organic[cell] = organic[cell]! + customers * o
    whole[cell] = whole[cell]! + open * audience.revenuePerReturn[i]!
    once[cell] = once[cell]! + open * audience.oneOrderRevenue[i]!
    plainWhole[cell] = plainWhole[cell]! + customers * audience.revenuePerReturn[i]!
    plainOnce[cell] = plainOnce[cell]! + customers * audience.oneOrderRevenue[i]!
    rateClass[cell] = audience.rateClass[i]!
    audience.reachable.forEach((share, c) => {
      reachable[c]![cell] = reachable[c]![cell]! + customers * share[i]!
    })
  }
  for (let cell = 0; cell < nCells; cell++) {
    const n = count[cell]!
    organic[cell] = organic[cell]! / n
    for (const share of reachable) share[cell] = share[cell]! / n
    // where everybody comes by himself no weight is left
    const open = others[cell]!
    whole[cell] = open > 0 ? whole[cell]! / open : plainWhole[cell]! / n
    once[cell] = open > 0 ? once[cell]! / open : plainOnce[cell]! / n
  }
  return {
    n: nCells,
    count,
    rateClass,
    organicReturn: organic,
    revenuePerReturn: whole,
    oneOrderRevenue: once,
    reachable,
  }
}
