import type { PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import type { RfmView } from '../../../shared/analytics/rfm/index.ts'

/** What the definition says of one customer, worked out line by line. */
export interface NaiveCustomer {
  readonly customer: number
  readonly recencyDays: number
  readonly frequency: number
  readonly monetaryMinor: number
}

/** RFM by its definition, on plain lines: no ledger, no typed arrays, no cleverness. */
export function naiveRfm(
  lines: readonly PlainPurchase[],
  view: RfmView,
): { members: NaiveCustomer[]; nOthers: number; revenueAllMinor: number } {
  const isSeen = (day: number): boolean =>
    day <= view.asOfDay && (view.windowDays === null || day > view.asOfDay - view.windowDays)
  const orderDay = new Map<string, number>()
  lines.forEach((line, i) => {
    if (line.amountMinor <= 0) return
    const order = `${line.customer}/${line.order ?? `own ${i}`}`
    orderDay.set(order, Math.min(orderDay.get(order) ?? Infinity, line.day))
  })
  const members: NaiveCustomer[] = []
  let nOthers = 0
  let revenueAllMinor = 0
  for (const customer of [...new Set(lines.map((line) => line.customer))].toSorted((a, b) => a - b)) {
    const seen = lines.filter((line) => line.customer === customer && isSeen(line.day))
    if (seen.length === 0) continue
    const monetaryMinor = seen.reduce((sum, line) => sum + line.amountMinor, 0)
    revenueAllMinor += monetaryMinor
    const orders = [...orderDay].filter(([order, day]) => order.startsWith(`${customer}/`) && isSeen(day))
    if (orders.length === 0) {
      nOthers++
      continue
    }
    const positiveDays = seen.filter((line) => line.amountMinor > 0).map((line) => line.day)
    members.push({
      customer,
      recencyDays: view.asOfDay - Math.max(...positiveDays),
      frequency: view.frequency === 'orders' ? orders.length : new Set(positiveDays).size,
      monetaryMinor,
    })
  }
  return { members, nOthers, revenueAllMinor }
}

/** Scores by quantiles: one more level for every boundary value that a value exceeds (R: one less). */
export function naiveQuantileScores(
  values: readonly number[],
  levels: number,
  isSmallGood: boolean,
): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const edges = Array.from({ length: levels - 1 }, (_, k) => {
    return sorted[Math.ceil(((k + 1) * sorted.length) / levels) - 1] ?? Number.NaN
  })
  return values.map((value) => {
    const exceeded = edges.filter((edge) => value > edge).length
    return isSmallGood ? levels - exceeded : 1 + exceeded
  })
}

/** Scores 1 or 2 against a middle value; ties are high. */
export function naiveHalves(values: readonly number[], middle: number, isSmallGood: boolean): number[] {
  return values.map((value) => ((isSmallGood ? value <= middle : value >= middle) ? 2 : 1))
}

export function naiveMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function naiveMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const at = (i: number): number => sorted[i] ?? Number.NaN
  return Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(Math.floor(half))
}
