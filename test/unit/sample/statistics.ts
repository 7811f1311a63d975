import { isoFromDay } from '../../../shared/contract/calendar.ts'
import { CAUSE, PHASE } from '../../../shared/sample/population.ts'
import { N_DAYS, SAMPLE_FIRST_DAY } from '../../../shared/sample/season.ts'
import type { World } from '../../../shared/sample/world.ts'
import { ordersOf, type Orders } from './shopHistory.ts'

/** One figure of a shop, with the range in which it is believable. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly from: number
  readonly to: number
}

interface Year {
  readonly orders: Int32Array
  readonly netMinor: Float64Array
  readonly lastDay: Int32Array
}

function yearUpTo(world: World, orders: Orders, day: number): Year {
  const n = world.people.size
  const year = {
    orders: new Int32Array(n),
    netMinor: new Float64Array(n),
    lastDay: new Int32Array(n).fill(-1),
  }
  for (let o = 0; o < orders.n; o++) {
    const t = orders.day[o]!
    if (t > day || t <= day - 365) continue
    const c = orders.customer[o]!
    year.orders[c]!++
    year.netMinor[c]! += orders.paidMinor[o]! - orders.refundedMinor[o]!
    year.lastDay[c] = Math.max(year.lastDay[c]!, t)
  }
  return year
}

/** Customers who go from high recency, frequency and spend (against the means) to low recency in 30 days. */
function slipsInMonth(world: World, orders: Orders, day: number): number {
  const tiers = (at: number): { core: Set<number>; late: Set<number> } => {
    const year = yearUpTo(world, orders, at)
    const members = [...year.orders.keys()].filter((c) => year.orders[c]! > 0)
    const mean = (of: (c: number) => number): number =>
      members.reduce((sum, c) => sum + of(c), 0) / members.length
    const meanRecency = mean((c) => at - year.lastDay[c]!)
    const meanOrders = mean((c) => year.orders[c]!)
    const meanSpend = mean((c) => year.netMinor[c]!)
    const good = members.filter((c) => year.orders[c]! >= meanOrders && year.netMinor[c]! >= meanSpend)
    const isRecent = (c: number): boolean => at - year.lastDay[c]! <= meanRecency
    return { core: new Set(good.filter(isRecent)), late: new Set(good.filter((c) => !isRecent(c))) }
  }
  const before = tiers(day - 30).core
  const after = tiers(day).late
  return [...before].filter((c) => after.has(c)).length
}

function monthlyFigures(orders: Orders): { again: number; twice: number } {
  const months = new Map<string, Map<number, number>>()
  for (let o = 0; o < orders.n; o++) {
    const month = isoFromDay(orders.day[o]! + SAMPLE_FIRST_DAY).slice(0, 7)
    const buyers = months.get(month) ?? new Map<number, number>()
    months.set(month, buyers.set(orders.customer[o]!, (buyers.get(orders.customer[o]!) ?? 0) + 1))
  }
  const full = [...months.keys()].toSorted((a, b) => a.localeCompare(b)).slice(1, -1)
  let again = 0
  let twice = 0
  full.forEach((month, i) => {
    const buyers = months.get(month)!
    twice += [...buyers.values()].filter((count) => count >= 2).length / buyers.size / full.length
    if (i === 0) return
    const last = [...months.get(full[i - 1]!)!.keys()]
    again += last.filter((c) => buyers.has(c)).length / last.length / (full.length - 1)
  })
  return { again, twice }
}

/** The figures by which a retailer would judge whether this could be a shop. */
export function shopFigures(world: World): Figure[] {
  const orders = ordersOf(world)
  const n = world.people.size
  const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)
  const shareOf = (from: number, to: number, of: (o: number) => boolean): number => {
    let all = 0
    let hits = 0
    for (let o = 0; o < orders.n; o++)
      if (orders.day[o]! >= from && orders.day[o]! < to) {
        all++
        if (of(o)) hits++
      }
    return hits / all
  }
  const year = yearUpTo(world, orders, N_DAYS - 1)
  const members = [...year.orders.keys()].filter((c) => year.orders[c]! > 0)
  const spends = members.map((c) => year.netMinor[c]!).toSorted((a, b) => b - a)
  const ever = new Int32Array(n)
  for (let o = 0; o < orders.n; o++) ever[orders.customer[o]!]!++
  const { state, traits } = world.people
  const count = (of: (c: number) => boolean): number =>
    Array.from({ length: n }, (_, c) => c).filter(of).length
  const hasCoupon = (o: number): boolean => orders.coupon[o] === 1
  const peak = shareOf(0, N_DAYS, (o) => [353, 364, 718, 729].includes(orders.day[o]!))
  const monthly = monthlyFigures(orders)
  const figure = (name: string, value: number, from: number, to: number): Figure => ({
    name,
    value,
    from,
    to,
  })
  return [
    figure('accounts that ordered twice or more in two years', count((c) => ever[c]! >= 2) / n, 0.3, 0.5),
    figure("last month's buyers who buy again, mean of months", monthly.again, 0.28, 0.45),
    figure('buyers of a month with two orders or more, mean', monthly.twice, 0.08, 0.22),
    figure('orders a buyer, last 365 days', sum(year.orders) / members.length, 2.2, 3.6),
    figure(
      'revenue held by the best fifth, last 365 days',
      sum(spends.slice(0, spends.length / 5)) / sum(spends),
      0.55,
      0.7,
    ),
    figure(
      'orders with a refund',
      shareOf(0, N_DAYS, (o) => orders.refundedMinor[o]! > 0),
      0.03,
      0.06,
    ),
    figure('money refunded', sum(orders.refundedMinor) / sum(orders.paidMinor), 0.02, 0.06),
    figure('orders with a coupon, first year', shareOf(0, 365, hasCoupon), 0.25, 0.38),
    figure('orders with a coupon, second year', shareOf(365, N_DAYS, hasCoupon), 0.35, 0.48),
    figure('yuan an order', sum(orders.paidMinor) / orders.n / 100, 90, 260),
    figure('lines an order', orderLines(world) / orders.n, 1.3, 2),
    figure('orders on the four peak days of Double 11', peak, 0.012, 0.08),
    figure('hunters among accounts', count((c) => traits.hunter[c] === 1) / n, 0.04, 0.12),
    figure('accounts that never ordered', count((c) => state.phase[c] === PHASE.prospect) / n, 0.02, 0.06),
    figure('accounts that left', count((c) => state.phase[c] === PHASE.left) / n, 0.6, 0.78),
    figure(
      'accounts driven away by contacts',
      count((c) => state.cause[c] === CAUSE.annoyed) / n,
      0.003,
      0.03,
    ),
    figure('behaviours an account', world.behaviours.nRows / n, 20, 60),
    figure('contacts an account', world.contacts.nRows / n, 2, 6),
    figure(
      'slips from high to late in the last 30 days, against a usual month',
      slipsInMonth(world, orders, N_DAYS - 1) /
        ((slipsInMonth(world, orders, N_DAYS - 121) + slipsInMonth(world, orders, N_DAYS - 151)) / 2),
      1.4,
      6,
    ),
  ]
}

function orderLines(world: World): number {
  const { columns, nRows } = world.purchases
  let lines = 0
  for (let row = 0; row < nRows; row++) if ((columns.flags[row]! & 1) === 0) lines++
  return lines
}
