import type { CustomerDays } from '../ledger/customerDays.ts'

/** From where RFM looks: the as-of day, a window of days that ends with it (null = all history), what F counts. */
export interface RfmView {
  readonly asOfDay: number
  readonly windowDays: number | null
  readonly frequency: 'orders' | 'order-days'
}

/** Sum, smallest and largest of a raw value over the members; all 0 without members. */
export interface Spread {
  sum: number
  min: number
  max: number
}

/**
 * Raw R, F and M of the members (customers with an order in the window), dense: entry i < nMembers belongs to customer
 * `customer[i]`, ascending. The arrays are as long as there are customers and are reused from call to call.
 * `orders` is the number of orders also when F counts order days; with F = orders both are the same array.
 */
export interface RawValues {
  nMembers: number
  /** customers with an event in the window but no order in it */
  nOthers: number
  nOrders: number
  /** net of members in the window, minor units */
  revenueMinor: number
  /** net of members and others in the window, minor units */
  revenueAllMinor: number
  readonly customer: Uint32Array
  readonly recencyDays: Int32Array
  readonly orders: Uint32Array
  frequency: Uint32Array
  readonly orderDays: Uint32Array
  readonly monetaryMinor: Float64Array
  readonly r: Spread
  readonly f: Spread
  readonly m: Spread
}

/** Empty raw values with room for every customer. Cost: 28 bytes a customer, once. */
export function createRawValues(nCustomers: number): RawValues {
  const orders = new Uint32Array(nCustomers)
  return {
    nMembers: 0,
    nOthers: 0,
    nOrders: 0,
    revenueMinor: 0,
    revenueAllMinor: 0,
    customer: new Uint32Array(nCustomers),
    recencyDays: new Int32Array(nCustomers),
    orders,
    frequency: orders,
    orderDays: new Uint32Array(nCustomers),
    monetaryMinor: new Float64Array(nCustomers),
    r: { sum: 0, min: 0, max: 0 },
    f: { sum: 0, min: 0, max: 0 },
    m: { sum: 0, min: 0, max: 0 },
  }
}

/** First day that a view sees: the window holds `windowDays` days, the as-of day is the last of them. */
export function firstDayOf(view: RfmView): number {
  return view.windowDays === null ? -Infinity : view.asOfDay - view.windowDays + 1
}

/**
 * Raw values at any as-of day and window, written into `out`. R = as-of day - day of the last positive line in the
 * window; F = orders that stand in the window, or its distinct days with a positive line; M = net of the window,
 * refunds on their own day. Nothing after the as-of day is read. Cost: one linear pass over the entries, no allocation.
 */
export function rawValuesAt(days: CustomerDays, view: RfmView, out: RawValues): void {
  const { nCustomers, offsets, day, marks, netMinor } = days
  const { customer, recencyDays, orders, orderDays, monetaryMinor } = out
  const asOfDay = view.asOfDay
  const firstDay = Math.max(firstDayOf(view), -2_147_483_648)
  let n = 0
  let nOthers = 0
  let othersMinor = 0
  let end = offsets[0]!
  for (let c = 0; c < nCustomers; c++) {
    let i = end
    end = offsets[c + 1]!
    while (i < end && day[i]! < firstDay) i++
    const seenFrom = i
    let last = 0
    let nOrders = 0
    let nDays = 0
    let net = 0
    for (; i < end; i++) {
      const d = day[i]!
      if (d > asOfDay) break
      const mark = marks[i]!
      net += netMinor[i]!
      nOrders += mark >>> 1
      if ((mark & 1) !== 0) {
        last = d
        nDays++
      }
    }
    if (nOrders > 0) {
      customer[n] = c
      recencyDays[n] = asOfDay - last
      orders[n] = nOrders
      orderDays[n] = nDays
      monetaryMinor[n] = net
      n++
    } else if (i > seenFrom) {
      nOthers++
      othersMinor += net
    }
  }
  out.nMembers = n
  out.nOthers = nOthers
  out.frequency = view.frequency === 'orders' ? orders : orderDays
  spreadOf(recencyDays, n, out.r)
  spreadOf(out.frequency, n, out.f)
  spreadOf(monetaryMinor, n, out.m)
  out.nOrders = view.frequency === 'orders' ? out.f.sum : sumOf(orders, n)
  out.revenueMinor = out.m.sum
  out.revenueAllMinor = out.m.sum + othersMinor
}

function spreadOf(values: Int32Array | Uint32Array | Float64Array, n: number, out: Spread): void {
  let sum = 0
  let min = n === 0 ? 0 : Infinity
  let max = n === 0 ? 0 : -Infinity
  for (let i = 0; i < n; i++) {
    const value = values[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  out.sum = sum
  out.min = min
  out.max = max
}

function sumOf(values: Uint32Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  return sum
}
