import {
  CORE_RATE_BOUNDS,
  CORE_TENURE_BOUNDS,
  type CoreDefinition,
  type NorthStarMonth,
} from '../../contract/northstar.ts'
import { quickselect } from '../numerics/quickselect.ts'
import { wilsonInterval } from '../numerics/wilson.ts'
import { firstMonths, GroupCount } from './groups.ts'
import type { MonthlyFacts } from './monthlyFacts.ts'

/** Who was core in each month: bit sets would be smaller, bytes are quicker. `isCore[m]` has one byte a customer. */
export interface NorthStarResult {
  readonly months: readonly NorthStarMonth[]
  readonly isCore: readonly Uint8Array[]
}

/**
 * The North Star of every month: core customers fixed from the `windowMonths` before, the share of them who buy in the month,
 * beside it the shop's repurchase and return rates. Months whose window holds no buyer have no core. `asOfDay` decides
 * whether the last month is finished. Polls `check` once a month.
 * Cost: months x customers, and the entries twice.
 */
export function northStar(
  facts: MonthlyFacts,
  definition: CoreDefinition,
  asOfDay: number,
  check?: () => void,
): NorthStarResult {
  const { nCustomers, nMonths } = facts
  const byMonth = entriesByMonth(facts)
  const windowOf = movingWindow(facts, byMonth, definition)
  const firstMonth = firstMonths(facts)
  const months: NorthStarMonth[] = []
  const isCore: Uint8Array[] = []
  let coreBefore: Uint8Array = new Uint8Array(nCustomers)
  let buyersBefore: Uint8Array = new Uint8Array(nCustomers)
  for (let m = 0; m < nMonths; m++) {
    check?.()
    const window = windowOf(m)
    const frequencyLimit = limitOf(definition.frequency, window.orders, window.nBuyers)
    const spendLimitMinor = limitOf(definition.spendMinor, window.spendMinor, window.nBuyers)
    const core = new Uint8Array(nCustomers)
    for (let k = 0; k < window.nBuyers; k++) {
      const reachesOrders = frequencyLimit === null || window.orders[k]! >= frequencyLimit
      const reachesSpend = spendLimitMinor === null || window.spendMinor[k]! >= spendLimitMinor
      if (reachesOrders && reachesSpend) core[window.customer[k]!] = 1
    }
    const bought = boughtIn(facts, byMonth, m, core)
    const byRate = new GroupCount(CORE_RATE_BOUNDS)
    const byTenure = new GroupCount(CORE_TENURE_BOUNDS)
    let [windowRepeat, windowCouponOnly] = [0, 0]
    for (let k = 0; k < window.nBuyers; k++) {
      const c = window.customer[k]!
      const orders = window.orders[k]!
      if (orders >= 2) {
        windowRepeat++
        if (window.couponOrders[k] === orders) windowCouponOnly++
      }
      if (core[c] === 0) continue
      const isActive = bought.isBuyer[c] === 1
      byRate.add(orders / definition.windowMonths, isActive)
      byTenure.add(m - firstMonth[c]!, isActive)
    }
    const nCore = count(core)
    const nBefore = count(buyersBefore)
    const returned = countBoth(buyersBefore, bought.isBuyer)
    const stayed = countBoth(core, coreBefore)
    months.push({
      monthDay: facts.monthDay[m]!,
      isFinished: asOfDay >= facts.monthDay[m + 1]! - 1,
      isWindowComplete: m >= definition.windowMonths,
      windowBuyers: window.nBuyers,
      frequencyLimit,
      spendLimitMinor,
      core: nCore,
      coreActive: bought.nCore,
      northStar: wilsonInterval(bought.nCore, nCore),
      entered: nCore - stayed,
      left: count(coreBefore) - stayed,
      buyers: bought.nBuyers,
      orders: bought.orders,
      revenueMinor: bought.revenueMinor,
      coreRevenueMinor: bought.coreRevenueMinor,
      repeatBuyers: bought.nRepeat,
      repurchaseRate: wilsonInterval(bought.nRepeat, bought.nBuyers),
      buyersBefore: nBefore,
      returned,
      returnRate: wilsonInterval(returned, nBefore),
      byRate: byRate.groups(),
      byTenure: byTenure.groups(),
      grossMinor: bought.grossMinor,
      couponMinor: bought.couponMinor,
      couponOrders: bought.couponOrders,
      windowRepeat,
      windowCouponOnly,
    })
    isCore.push(core)
    coreBefore = core
    buyersBefore = bought.isBuyer
  }
  return { months, isCore }
}

interface WindowBuyers {
  readonly nBuyers: number
  readonly customer: Uint32Array
  readonly orders: Float64Array
  readonly spendMinor: Float64Array
  readonly couponOrders: Float64Array
}

/** Sums over the months of a window that moves forward month by month. Amounts are whole, so taking away is exact. */
function movingWindow(
  facts: MonthlyFacts,
  { entries, starts, customerOf }: EntriesByMonth,
  { windowMonths, spendOf }: CoreDefinition,
): (month: number) => WindowBuyers {
  const { nCustomers } = facts
  const spend = spendOf === 'gross' ? facts.grossMinor : facts.netMinor
  const orders = new Float64Array(nCustomers)
  const spendMinor = new Float64Array(nCustomers)
  const couponOrders = new Float64Array(nCustomers)
  const buyerMonths = new Uint16Array(nCustomers)
  const customer = new Uint32Array(nCustomers)
  const ordersOf = new Float64Array(nCustomers)
  const spendOfBuyer = new Float64Array(nCustomers)
  const couponOrdersOf = new Float64Array(nCustomers)
  const move = (month: number, sign: 1 | -1): void => {
    if (month < 0) return
    for (let k = starts[month]!; k < starts[month + 1]!; k++) {
      const i = entries[k]!
      const c = customerOf[i]!
      orders[c] = orders[c]! + sign * facts.orders[i]!
      spendMinor[c] = spendMinor[c]! + sign * spend[i]!
      couponOrders[c] = couponOrders[c]! + sign * facts.couponOrders[i]!
      buyerMonths[c] = buyerMonths[c]! + sign * facts.isBuyer[i]!
    }
  }
  return (month) => {
    move(month - 1, 1)
    move(month - 1 - windowMonths, -1)
    let n = 0
    for (let c = 0; c < nCustomers; c++) {
      if (buyerMonths[c] === 0) continue
      customer[n] = c
      ordersOf[n] = orders[c]!
      spendOfBuyer[n] = spendMinor[c]!
      couponOrdersOf[n++] = couponOrders[c]!
    }
    return {
      nBuyers: n,
      customer: customer.subarray(0, n),
      orders: ordersOf.subarray(0, n),
      spendMinor: spendOfBuyer.subarray(0, n),
      couponOrders: couponOrdersOf.subarray(0, n),
    }
  }
}

/** Entries in the order of their months (month m has starts[m] .. starts[m + 1]), and whose they are. */
interface EntriesByMonth {
  readonly entries: Uint32Array
  readonly starts: Uint32Array
  readonly customerOf: Uint32Array
}

function entriesByMonth(facts: MonthlyFacts): EntriesByMonth {
  const n = facts.month.length
  const starts = new Uint32Array(facts.nMonths + 1)
  for (const m of facts.month) starts[m + 1] = starts[m + 1]! + 1
  for (let m = 0; m < facts.nMonths; m++) starts[m + 1] = starts[m + 1]! + starts[m]!
  const next = starts.slice()
  const entries = new Uint32Array(n)
  const customerOf = new Uint32Array(n)
  for (let c = 0; c < facts.nCustomers; c++) {
    for (let i = facts.offsets[c]!; i < facts.offsets[c + 1]!; i++) {
      const m = facts.month[i]!
      entries[next[m]!] = i
      next[m] = next[m]! + 1
      customerOf[i] = c
    }
  }
  return { entries, starts, customerOf }
}

function limitOf(rule: CoreDefinition['frequency'], values: Float64Array, n: number): number | null {
  if (rule === null || n === 0) return null
  if (typeof rule === 'number') return rule
  if (rule === 'mean') return values.reduce((sum, value) => sum + value, 0) / n
  const copy = values.slice()
  const upper = quickselect(copy, 0, n, n >> 1)
  return n % 2 === 1 ? upper : (upper + quickselect(copy, 0, n, (n >> 1) - 1)) / 2
}

interface MonthsBuyers {
  readonly isBuyer: Uint8Array
  readonly nBuyers: number
  readonly nRepeat: number
  readonly nCore: number
  readonly orders: number
  readonly revenueMinor: number
  readonly coreRevenueMinor: number
  readonly grossMinor: number
  readonly couponMinor: number
  readonly couponOrders: number
}

function boughtIn(
  facts: MonthlyFacts,
  { entries, starts, customerOf }: EntriesByMonth,
  month: number,
  core: Uint8Array,
): MonthsBuyers {
  const isBuyer = new Uint8Array(facts.nCustomers)
  let [nBuyers, nRepeat, nCore, orders, revenueMinor, coreRevenueMinor] = [0, 0, 0, 0, 0, 0]
  let [grossMinor, couponMinor, couponOrders] = [0, 0, 0]
  for (let k = starts[month]!; k < starts[month + 1]!; k++) {
    const i = entries[k]!
    const c = customerOf[i]!
    grossMinor += facts.grossMinor[i]!
    couponMinor += facts.couponMinor[i]!
    couponOrders += facts.couponOrders[i]!
    orders += facts.orders[i]!
    revenueMinor += facts.netMinor[i]!
    if (core[c] === 1) coreRevenueMinor += facts.netMinor[i]!
    if (facts.isBuyer[i] === 0) continue
    isBuyer[c] = 1
    nBuyers++
    if (facts.orders[i]! >= 2) nRepeat++
    if (core[c] === 1) nCore++
  }
  return {
    isBuyer,
    nBuyers,
    nRepeat,
    nCore,
    orders,
    revenueMinor,
    coreRevenueMinor,
    grossMinor,
    couponMinor,
    couponOrders,
  }
}

function count(marks: Uint8Array): number {
  let n = 0
  for (const mark of marks) n += mark
  return n
}

function countBoth(a: Uint8Array, b: Uint8Array): number {
  let n = 0
  for (let i = 0; i < a.length; i++) n += a[i]! & b[i]!
  return n
}
