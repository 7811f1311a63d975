import { civilFromDay } from '../../../shared/contract/calendar.ts'
import type { PlainHistory, PlainOrderLine } from '../../support/customerHistory.ts'

const WINDOWS = [7, 14, 30, 60, 90, 180, 365, Infinity] as const
type Plain = Required<Omit<PlainHistory, 'isBare'>>

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, one) => sum + one, 0) / values.length
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const n = sorted.length
  return n === 0 ? NaN : ((sorted[(n - 1) >> 1] ?? NaN) + (sorted[n >> 1] ?? NaN)) / 2
}

function deviation(values: readonly number[]): number {
  const m = mean(values)
  return Math.sqrt(values.reduce((sum, one) => sum + (one - m) ** 2, 0) / (values.length - 1))
}

function entropy(ids: readonly number[]): number {
  if (ids.length === 0) return NaN
  const shares = [...new Set(ids)].map((id) => ids.filter((one) => one === id).length / ids.length)
  return -shares.reduce((sum, p) => sum + p * Math.log(p), 0)
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : NaN
}

function gapsOf(days: readonly number[]): number[] {
  return days.slice(1).map((day, i) => day - (days[i] ?? NaN))
}

function distinctDays(rows: readonly { readonly day: number }[]): number[] {
  return [...new Set(rows.map(({ day }) => day))].toSorted((a, b) => a - b)
}

/** A good part of the list by its definition, for one customer, from plain rows: no ledger, no windows table, no state. */
export function naiveFeatures(history: Plain, customer: number, asOfDay: number): Map<string, number> {
  const out = new Map<string, number>()
  const own = <T extends { readonly customer: number; readonly day: number }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.customer === customer && row.day <= asOfDay)
  const within = <T extends { readonly day: number }>(rows: readonly T[], days: number): T[] =>
    rows.filter((row) => asOfDay - row.day < days)
  const key = (stem: string, days: number): string => (days === Infinity ? `${stem}All` : `${stem}${days}d`)
  purchases(history, own(history.purchases), asOfDay, out, within, key)
  behaviours(history, customer, asOfDay, out, within, key)
  const contacts = own(history.contacts).filter((one) => one.control !== 1 && one.delivered !== 0)
  for (const days of [14, 30, 60, 90, 180, 365, Infinity])
    out.set(key('contacts', days), within(contacts, days).length)
  const settled = contacts.filter((one) => asOfDay - one.day >= 7)
  const redeemable = contacts.filter((one) => asOfDay - one.day >= 30)
  out.set(
    'openedShare',
    ratio(
      settled.filter((one) => one.opened === 1).length,
      settled.filter((one) => one.opened !== 255).length,
    ),
  )
  out.set(
    'redeemedShare',
    ratio(
      redeemable.filter((one) => one.redeemed === 1).length,
      redeemable.filter((one) => one.redeemed !== 255).length,
    ),
  )
  out.set('contactRecency', asOfDay - Math.max(...contacts.map((one) => one.day)))
  return out
}

type Within = <T extends { readonly day: number }>(rows: readonly T[], days: number) => T[]
type Key = (stem: string, days: number) => string

function purchases(
  history: Plain,
  lines: readonly PlainOrderLine[],
  asOfDay: number,
  out: Map<string, number>,
  within: Within,
  key: Key,
): void {
  const orders = lines.filter((line) => line.amountMinor > 0)
  const refunds = lines.filter((line) => line.amountMinor < 0 && line.undated !== true)
  const days = distinctDays(orders)
  const spend = (rows: readonly PlainOrderLine[]): number =>
    rows.reduce((sum, one) => sum + one.amountMinor, 0)
  for (const window of WINDOWS) {
    out.set(key('orders', window), within(orders, window).length)
    out.set(key('spend', window), spend(within(orders, window)))
  }
  for (const window of [30, 90, 365, Infinity])
    out.set(key('orderDays', window), distinctDays(within(orders, window)).length)
  for (const window of [30, 90, Infinity])
    out.set(key('basket', window), ratio(spend(within(orders, window)), within(orders, window).length))
  const last = days.at(-1) ?? NaN
  const first = days[0] ?? NaN
  const gaps = gapsOf(days)
  const recency = asOfDay - last
  const baskets = days.map((day) => spend(orders.filter((one) => one.day === day)))
  out.set('recency', recency)
  out.set('tenure', asOfDay - first)
  out.set('recencyToTenure', recency / (asOfDay - first + 1))
  out.set('recency3', asOfDay - (days.at(-3) ?? NaN))
  out.set('gapMean', mean(gaps))
  out.set('gapMedian', median(gaps))
  out.set('gapDeviation', gaps.length < 2 ? NaN : deviation(gaps))
  out.set('gapMin', gaps.length === 0 ? NaN : Math.min(...gaps))
  out.set('gapMax', gaps.length === 0 ? NaN : Math.max(...gaps))
  out.set('gapLast', gaps.at(-1) ?? NaN)
  out.set('overdueMedian', recency / median(gaps))
  out.set('overdueMean', recency / mean(gaps))
  out.set('gapsLonger', ratio(gaps.filter((gap) => gap > recency).length, gaps.length))
  const half = gaps.length >> 1
  out.set('gapLaterHalf', half === 0 ? NaN : mean(gaps.slice(-half)) / mean(gaps.slice(0, half)))
  for (const halfLife of [15, 45, 120]) {
    const weights = days.map((day) => Math.pow(0.5, (asOfDay - day) / halfLife))
    out.set(
      key('ordersFaded', halfLife),
      weights.reduce((sum, one) => sum + one, 0),
    )
    out.set(
      key('spendFaded', halfLife),
      weights.reduce((sum, one, i) => sum + one * (baskets[i] ?? NaN), 0),
    )
  }
  out.set('basketMax', days.length === 0 ? NaN : Math.max(...baskets))
  out.set('basketLast', baskets.at(-1) ?? NaN)
  out.set('basketFirst', baskets[0] ?? NaN)
  out.set('basketVariation', days.length < 2 ? NaN : deviation(baskets) / mean(baskets))
  const known = asOfDay - Math.min(...history.purchases.map((one) => one.day)) + 1
  const trend = (
    rows: readonly PlainOrderLine[],
    window: number,
    value: (rows: readonly PlainOrderLine[]) => number,
    s: number,
  ) => {
    const now = value(within(rows, window))
    const before = value(within(rows, 2 * window)) - now
    return known >= 2 * window && before > 0 ? (now + s) / (before + s) : NaN
  }
  out.set(
    'ordersTrend30d',
    trend(orders, 30, (rows) => rows.length, 0.5),
  )
  out.set(
    'ordersTrend90d',
    trend(orders, 90, (rows) => rows.length, 0.5),
  )
  out.set('spendTrend90d', trend(orders, 90, spend, 0))
  const before = orders.length - within(orders, 30).length
  const baseDays = asOfDay - first + 1 - 30
  out.set(
    'ordersOwn30d',
    baseDays >= 30 && before > 0 ? (within(orders, 30).length + 0.5) / ((before * 30) / baseDays + 0.5) : NaN,
  )
  const coupons = orders.filter((one) => one.coupon === true)
  out.set('couponOrdersAll', coupons.length)
  out.set('couponShare', ratio(coupons.length, orders.length))
  out.set('couponShare90d', ratio(within(coupons, 90).length, within(orders, 90).length))
  out.set('refundsAll', refunds.length)
  out.set('refunds90d', within(refunds, 90).length)
  out.set('refundMinorAll', -spend(refunds))
  out.set('refundRecency', asOfDay - Math.max(...refunds.map((one) => one.day)))
  const categories = orders.map((one) => one.category ?? 0).filter((id) => id !== 0)
  out.set('categoriesAll', categories.length === 0 ? NaN : new Set(categories).size)
  out.set('categoryEntropy', entropy(categories))
  const products = orders.filter((one) => (one.product ?? 0) !== 0)
  const repeats = products.filter((one) =>
    products.some((other) => other.product === one.product && other.day < one.day),
  )
  out.set('repeatShare', ratio(repeats.length, products.length))
  out.set('productsAll', products.length === 0 ? NaN : new Set(products.map((one) => one.product)).size)
  const weekday = (day: number): number => new Date(day * 86_400_000).getUTCDay()
  out.set('weekendShare', ratio(days.filter((day) => weekday(day) % 6 === 0).length, days.length))
  out.set('weekdayEntropy', entropy(days.map(weekday)))
  const months = days.map((day) => civilFromDay(day).month)
  out.set('yearEndShare', ratio(months.filter((month) => month >= 11).length, months.length))
  const clocked = orders.filter((one) => one.minute !== undefined)
  out.set('eveningShare', ratio(clocked.filter((one) => (one.minute ?? 0) >= 1_080).length, clocked.length))
  const yearAgo = (from: number, to: number): number =>
    known < 365 ? NaN : orders.filter((one) => asOfDay - one.day >= from && asOfDay - one.day < to).length
  out.set('ordersYearAgoNext', yearAgo(305, 365))
  out.set('ordersYearAgoBefore', yearAgo(365, 395))
}

function behaviours(
  history: Plain,
  customer: number,
  asOfDay: number,
  out: Map<string, number>,
  within: Within,
  key: Key,
): void {
  const rows = history.behaviours.filter((row) => row.customer === customer && row.day <= asOfDay)
  const days = distinctDays(rows)
  const known = asOfDay - Math.min(...history.behaviours.map((one) => one.day)) + 1
  const orderDays = history.purchases
    .filter((one) => one.customer === customer && one.day <= asOfDay && one.amountMinor > 0)
    .map((one) => one.day)
  const lastOrder = Math.max(...orderDays)
  const main = [
    'login',
    'visit',
    'view',
    'viewNew',
    'search',
    'favourite',
    'cartAdd',
    'cartRemove',
    'checkIn',
  ]
  for (const event of main) {
    const mine = rows.filter((row) => row.event === event)
    for (const window of [7, 14, 30, 60, 90, 180]) out.set(key(event, window), within(mine, window).length)
    const now = within(mine, 30).length
    const before = within(mine, 60).length - now
    out.set(`${event}Trend30d`, known >= 60 && before > 0 ? (now + 0.5) / (before + 0.5) : NaN)
    out.set(`${event}Recency`, asOfDay - Math.max(...mine.map((row) => row.day)))
    out.set(`${event}SinceOrder`, mine.filter((row) => row.day > lastOrder).length)
  }
  for (const window of [7, 14, 30, 60, 90, 180, Infinity])
    out.set(key('activeDays', window), distinctDays(within(rows, window)).length)
  for (const window of [30, 90])
    out.set(
      key('loginDays', window),
      distinctDays(
        within(
          rows.filter((row) => row.event === 'login'),
          window,
        ),
      ).length,
    )
  const last = days.at(-1) ?? NaN
  out.set('activityRecency', asOfDay - last)
  out.set('activityGapMedian', median(gapsOf(days)))
  out.set('eventsAll', rows.length)
  const views = rows.filter(
    ({ event, product }) => (event === 'view' || event === 'viewNew') && product !== 0,
  )
  out.set('viewedProducts90d', new Set(within(views, 90).map((row) => row.product)).size)
  let silence = days.length === 0 ? NaN : 0
  let run = 0
  for (let day = (days[0] ?? asOfDay) + 1; day <= asOfDay; day++) {
    run = days.includes(day) ? 0 : run + 1
    if (day > asOfDay - 90) silence = Math.max(silence, Math.min(run, 90))
  }
  out.set('longestSilence90d', silence)
}
