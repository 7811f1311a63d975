import { POTENTIALS, type PotentialRule } from '../../contract/silent.ts'
import { endThrough, entriesFrom } from '../features/history.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'
import { quickselect } from '../numerics/quickselect.ts'

const MONTH_DAYS = 30
/** categories whose mean line is among the highest fifth, and that a fifth of a percent of lines are in */
const HIGH_CATEGORY_SHARE = 0.2
const LEAST_LINES_SHARE = 0.002

/** What every customer bought up to a day, by customer. Money in minor units; spend is net of refunds. */
export interface Worth {
  readonly orders: Uint32Array
  readonly spendMinor: Float64Array
  /** sum of the lines above 0 */
  readonly grossMinor: Float64Array
  /** of `grossMinor`, what was spent in high-value categories */
  readonly highCategoryMinor: Float64Array
  readonly firstOrderDay: Int32Array
  /** the category with most lines; 0 = none */
  readonly usualCategory: Uint32Array
}

/** Categories whose lines cost most on average: the highest fifth of those with enough lines. Cost: one pass. */
export function highValueCategories({ category, amountMinor, flags, nEvents }: PurchaseLedger): Set<number> {
  if (category === undefined) return new Set()
  const sum = new Map<number, { n: number; minor: number }>()
  let nLines = 0
  for (let i = 0; i < nEvents; i++) {
    if ((flags[i]! & LEDGER_FLAG.positive) === 0 || category[i] === 0) continue
    const own = sum.get(category[i]!) ?? { n: 0, minor: 0 }
    own.n++
    own.minor += amountMinor[i]!
    sum.set(category[i]!, own)
    nLines++
  }
  const ranked = [...sum]
    .filter(([, { n }]) => n >= LEAST_LINES_SHARE * nLines)
    .map(([id, { n, minor }]) => ({ id, mean: minor / n }))
    .sort((a, b) => b.mean - a.mean || a.id - b.id)
  if (ranked.length < 3) return new Set()
  return new Set(ranked.slice(0, Math.ceil(HIGH_CATEGORY_SHARE * ranked.length)).map(({ id }) => id))
}

/** What was bought on or before `day`. Cost: one pass over the entries up to it. */
export function worthAt(purchases: PurchaseLedger, day: number, high: ReadonlySet<number>): Worth {
  const n = purchases.nCustomers
  const worth = {
    orders: new Uint32Array(n),
    spendMinor: new Float64Array(n),
    grossMinor: new Float64Array(n),
    highCategoryMinor: new Float64Array(n),
    firstOrderDay: new Int32Array(n),
    usualCategory: new Uint32Array(n),
  }
  const { amountMinor, flags, category } = purchases
  const lines = new Map<number, number>()
  for (let c = 0; c < n; c++) {
    lines.clear()
    const end = endThrough(purchases, c, day)
    for (let i = entriesFrom(purchases, c); i < end; i++) {
      worth.spendMinor[c] = worth.spendMinor[c]! + amountMinor[i]!
      if ((flags[i]! & LEDGER_FLAG.orderStart) !== 0) {
        if (worth.orders[c] === 0) worth.firstOrderDay[c] = purchases.day[i]!
        worth.orders[c] = worth.orders[c]! + 1
      }
      if ((flags[i]! & LEDGER_FLAG.positive) === 0) continue
      worth.grossMinor[c] = worth.grossMinor[c]! + amountMinor[i]!
      const of = category?.[i] ?? 0
      if (of === 0) continue
      if (high.has(of)) worth.highCategoryMinor[c] = worth.highCategoryMinor[c]! + amountMinor[i]!
      lines.set(of, (lines.get(of) ?? 0) + 1)
    }
    let most = 0
    for (const [of, k] of lines)
      if (k > most) {
        most = k
        worth.usualCategory[c] = of
      }
  }
  return worth
}

/** Limits in force and the potential of each customer (index of `POTENTIALS`). */
export interface Potentials {
  readonly ordersLimit: number | null
  readonly basketLimitMinor: number | null
  readonly potential: Uint8Array
}

/**
 * The rule applied to everybody; means and medians are those of `among` who have ordered. `untilDay`: last sign of life by
 * customer. Cost: one pass.
 */
export function potentialsOf(
  worth: Worth,
  untilDay: Int32Array,
  among: Uint8Array,
  rule: PotentialRule,
  hasCategories: boolean,
): Potentials {
  const n = worth.orders.length
  const rate = new Float64Array(n)
  const basket = new Float64Array(n)
  const rates: number[] = []
  const baskets: number[] = []
  for (let c = 0; c < n; c++) {
    const orders = worth.orders[c]!
    if (orders === 0) continue
    const days = Math.max(MONTH_DAYS, untilDay[c]! - worth.firstOrderDay[c]!)
    rate[c] = (orders * MONTH_DAYS) / days
    basket[c] = worth.grossMinor[c]! / orders
    if (among[c] === 0) continue
    rates.push(rate[c]!)
    baskets.push(basket[c]!)
  }
  const ordersLimit = limitOf(rule.ordersPer30Days, rates)
  const basketLimitMinor = limitOf(rule.basketMinor, baskets)
  const potential = new Uint8Array(n).fill(POTENTIALS.indexOf('low'))
  for (let c = 0; c < n; c++) {
    if (worth.orders[c] === 0) continue
    let points = 0
    if (ordersLimit !== null && rate[c]! >= ordersLimit) points++
    if (basketLimitMinor !== null && basket[c]! >= basketLimitMinor) points++
    if (hasCategories && rule.categoryShare !== null) {
      if (worth.highCategoryMinor[c]! >= rule.categoryShare * worth.grossMinor[c]!) points++
    }
    if (points >= rule.highFrom) potential[c] = POTENTIALS.indexOf('high')
    else if (points >= rule.mediumFrom) potential[c] = POTENTIALS.indexOf('medium')
  }
  return { ordersLimit, basketLimitMinor, potential }
}

function limitOf(rule: PotentialRule['basketMinor'], values: readonly number[]): number | null {
  if (rule === null || typeof rule === 'number') return rule
  const n = values.length
  if (n === 0) return null
  if (rule === 'mean') return values.reduce((sum, value) => sum + value, 0) / n
  const copy = Float64Array.from(values)
  const upper = quickselect(copy, 0, n, n >> 1)
  return n % 2 === 1 ? upper : (upper + quickselect(copy, 0, n, (n >> 1) - 1)) / 2
}
