import type { OrderDays } from './orderDays.ts'

/**
 * What the models know of each customer whose first order day is at or before `asOfDay`; entry i belongs to
 * customer[i], ascending. Frequency x = order days after the first; recency t_x = days from the first to the last order
 * day; age T = days from the first order day to the as-of day. Source of the definitions: Fader, Hardie & Lee 2005.
 */
export interface Histories {
  readonly asOfDay: number
  readonly nCustomers: number
  readonly customer: Uint32Array
  readonly frequency: Uint32Array
  readonly recencyDays: Uint32Array
  readonly ageDays: Uint32Array
  /**
   * average spend of a repeat order day, the first order day and days without spend left out (Fader & Hardie 2013,
   * "The Gamma-Gamma Model of Monetary Value"); NaN where there is none
   */
  readonly averageSpendMinor: Float64Array
  /** how many order days are behind that average */
  readonly spendDays: Uint32Array
}

/**
 * Histories at a day. `chosen` restricts to those dense customer indexes (ascending). Empty when nobody had bought.
 * Cost: one pass over the order days up to the day.
 */
export function historiesAt(days: OrderDays, asOfDay: number, chosen: Uint32Array | null = null): Histories {
  const most = chosen === null ? days.nCustomers : chosen.length
  const customer = new Uint32Array(most)
  const frequency = new Uint32Array(most)
  const recencyDays = new Uint32Array(most)
  const ageDays = new Uint32Array(most)
  const averageSpendMinor = new Float64Array(most)
  const spendDays = new Uint32Array(most)
  let n = 0
  for (let k = 0; k < most; k++) {
    const c = chosen === null ? k : chosen[k]!
    const from = days.offsets[c]!
    const end = days.offsets[c + 1]!
    if (from === end || days.day[from]! > asOfDay) continue
    const first = days.day[from]!
    let last = first
    let x = 0
    let spend = 0
    let nSpend = 0
    for (let i = from + 1; i < end && days.day[i]! <= asOfDay; i++) {
      last = days.day[i]!
      x++
      if (days.spendMinor[i]! > 0) {
        spend += days.spendMinor[i]!
        nSpend++
      }
    }
    customer[n] = c
    frequency[n] = x
    recencyDays[n] = last - first
    ageDays[n] = asOfDay - first
    averageSpendMinor[n] = nSpend === 0 ? NaN : spend / nSpend
    spendDays[n] = nSpend
    n++
  }
  return {
    asOfDay,
    nCustomers: n,
    customer: customer.subarray(0, n),
    frequency: frequency.subarray(0, n),
    recencyDays: recencyDays.subarray(0, n),
    ageDays: ageDays.subarray(0, n),
    averageSpendMinor: averageSpendMinor.subarray(0, n),
    spendDays: spendDays.subarray(0, n),
  }
}

/** What the customers of `Histories` did in the days asOfDay < day <= untilDay. */
export interface HoldoutCounts {
  readonly untilDay: number
  readonly horizonDays: number
  readonly orderDays: Uint32Array
  readonly spendMinor: Float64Array
  /** days from the first order day to the last one by `untilDay`: t_x of the longer history */
  readonly recencyDays: Uint32Array
}

/** Counts what came after. Cost: one pass over the order days. */
export function holdoutAfter(days: OrderDays, histories: Histories, untilDay: number): HoldoutCounts {
  const { nCustomers, customer, asOfDay } = histories
  const orderDays = new Uint32Array(nCustomers)
  const spendMinor = new Float64Array(nCustomers)
  const recencyDays = histories.recencyDays.slice()
  for (let k = 0; k < nCustomers; k++) {
    const c = customer[k]!
    const from = days.offsets[c]!
    let i = days.offsets[c + 1]! - 1
    while (i > from && days.day[i]! > untilDay) i--
    if (days.day[i]! > asOfDay) recencyDays[k] = days.day[i]! - days.day[from]!
    for (; i > from && days.day[i]! > asOfDay; i--) {
      orderDays[k] = orderDays[k]! + 1
      spendMinor[k] = spendMinor[k]! + days.spendMinor[i]!
    }
  }
  return { untilDay, horizonDays: untilDay - asOfDay, orderDays, spendMinor, recencyDays }
}
