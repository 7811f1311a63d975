import type { CoreDefinition, NorthStarMonth } from '../../contract/northstar.ts'
import { quickselect } from '../numerics/quickselect.ts'
import { wilsonInterval } from '../numerics/wilson.ts'
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
 * Cost: months x (customers + their entries in the window).
 */
export function northStar(
  facts: MonthlyFacts,
  definition: CoreDefinition,
  asOfDay: number,
  check?: () => void,
): NorthStarResult {
  const { nCustomers, nMonths } = facts
  const months: NorthStarMonth[] = []
  const isCore: Uint8Array[] = []
  let coreBefore: Uint8Array = new Uint8Array(nCustomers)
  let buyersBefore: Uint8Array = new Uint8Array(nCustomers)
  for (let m = 0; m < nMonths; m++) {
    check?.()
    const window = windowSums(facts, m, definition)
    const frequencyLimit = limitOf(definition.frequency, window.orders, window.nBuyers)
    const spendLimitMinor = limitOf(definition.spendMinor, window.spendMinor, window.nBuyers)
    const core = new Uint8Array(nCustomers)
    for (let k = 0; k < window.nBuyers; k++) {
      const reachesOrders = frequencyLimit === null || window.orders[k]! >= frequencyLimit
      const reachesSpend = spendLimitMinor === null || window.spendMinor[k]! >= spendLimitMinor
      if (reachesOrders && reachesSpend) core[window.customer[k]!] = 1
    }
    const bought = boughtIn(facts, m, core)
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
    })
    isCore.push(core)
    coreBefore = core
    buyersBefore = bought.isBuyer
  }
  return { months, isCore }
}

interface WindowSums {
  readonly nBuyers: number
  readonly customer: Uint32Array
  readonly orders: Float64Array
  readonly spendMinor: Float64Array
}

/** Orders and spend of the buyers of the months before `month`. */
function windowSums(facts: MonthlyFacts, month: number, definition: CoreDefinition): WindowSums {
  const first = month - definition.windowMonths
  const spend = definition.spendOf === 'gross' ? facts.grossMinor : facts.netMinor
  const customer = new Uint32Array(facts.nCustomers)
  const orders = new Float64Array(facts.nCustomers)
  const spendMinor = new Float64Array(facts.nCustomers)
  let n = 0
  for (let c = 0; c < facts.nCustomers; c++) {
    let hasBought = false
    let nOrders = 0
    let sum = 0
    for (let i = facts.offsets[c]!; i < facts.offsets[c + 1]! && facts.month[i]! < month; i++) {
      if (facts.month[i]! < first) continue
      if (facts.isBuyer[i] === 1) hasBought = true
      nOrders += facts.orders[i]!
      sum += spend[i]!
    }
    if (!hasBought) continue
    customer[n] = c
    orders[n] = nOrders
    spendMinor[n++] = sum
  }
  return {
    nBuyers: n,
    customer: customer.subarray(0, n),
    orders: orders.subarray(0, n),
    spendMinor: spendMinor.subarray(0, n),
  }
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
}

function boughtIn(facts: MonthlyFacts, month: number, core: Uint8Array): MonthsBuyers {
  const isBuyer = new Uint8Array(facts.nCustomers)
  let [nBuyers, nRepeat, nCore, orders, revenueMinor, coreRevenueMinor] = [0, 0, 0, 0, 0, 0]
  for (let c = 0; c < facts.nCustomers; c++) {
    const i = entryOf(facts, c, month)
    if (i < 0) continue
    orders += facts.orders[i]!
    revenueMinor += facts.netMinor[i]!
    if (core[c] === 1) coreRevenueMinor += facts.netMinor[i]!
    if (facts.isBuyer[i] === 0) continue
    isBuyer[c] = 1
    nBuyers++
    if (facts.orders[i]! >= 2) nRepeat++
    if (core[c] === 1) nCore++
  }
  return { isBuyer, nBuyers, nRepeat, nCore, orders, revenueMinor, coreRevenueMinor }
}

/** The entry of a customer in a month, -1 = none. */
function entryOf(facts: MonthlyFacts, customer: number, month: number): number {
  let low = facts.offsets[customer]!
  let high = facts.offsets[customer + 1]!
  const end = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (facts.month[middle]! < month) low = middle + 1
    else high = middle
  }
  return low < end && facts.month[low] === month ? low : -1
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
