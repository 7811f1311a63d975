import { entropyOf } from './calendarTable.ts'
import { ofBuyers, ofPurchases, type CustomerState } from './customerState.ts'
import type { PurchaseState } from './purchaseState.ts'
import { type FeatureGroup, type FeatureUnit } from '../../contract/features.ts'
import { feature, type Feature } from './spec.ts'
import { share } from './windows.ts'

type Names = readonly [string, string]

/** Sum of counts[from .. to], both included. */
export function sumOf(counts: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i <= to; i++) sum += counts[i]!
  return sum
}

/** Position of the largest of the counts, the first of several; NaN when all are 0. */
export function modeOf(counts: Float64Array): number {
  let most = 0
  let at = NaN
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! > most) {
      most = counts[i]!
      at = i
    }
  }
  return at
}

/** Share of order days in the three calendar months around that of the as-of day. */
function sameSeason(p: PurchaseState): number {
  const month = p.monthOf(p.asOfDay)
  const near = p.months[month]! + p.months[(month % 12) + 1]! + p.months[((month + 10) % 12) + 1]!
  return share(near, p.days.n)
}

/** When a customer buys: days of the week and of the month, hours where clocks are known, seasons. */
export function timingFeatures(hasMinutes: boolean): Feature<CustomerState>[] {
  const of = (
    group: FeatureGroup,
    key: string,
    unit: FeatureUnit,
    names: Names,
    read: (p: PurchaseState) => number,
  ) => feature(key, group, unit, names, ofBuyers(read))
  const yearAgo = (read: (p: PurchaseState) => number) =>
    ofPurchases((p) => (p.observedDays < 365 ? NaN : read(p)))
  return [
    of(
      'timing',
      'weekendShare',
      'share',
      ['周末下单占比', 'share of order days on weekends'],
      (p) => (p.weekdays[0]! + p.weekdays[6]!) / p.days.n,
    ),
    of('timing', 'weekdayEntropy', 'nats', ['下单星期分散度', 'entropy of order weekdays'], (p) =>
      entropyOf(p.weekdays, 7, p.days.n),
    ),
    of('timing', 'lastIsWeekend', 'flag', ['上次购买在周末', 'last order on a weekend'], (p) =>
      p.lastWeekday === 0 || p.lastWeekday === 6 ? 1 : 0,
    ),
    of(
      'timing',
      'dayOfMonthMean',
      'dayOfMonth',
      ['平均下单日（月内）', 'mean day of the month of orders'],
      (p) => p.monthDaySum / p.days.n,
    ),
    of('timing', 'monthEntropy', 'nats', ['下单月份分散度', 'entropy of order months'], (p) =>
      entropyOf(p.months, 13, p.days.n),
    ),
    ...(hasMinutes
      ? [
          of('timing', 'eveningShare', 'share', ['晚间下单占比', 'share of orders from 18 h on'], (p) =>
            share(sumOf(p.hours, 18, 23), p.nClocked),
          ),
          of('timing', 'morningShare', 'share', ['上午下单占比', 'share of orders from 6 to 12 h'], (p) =>
            share(sumOf(p.hours, 6, 11), p.nClocked),
          ),
          of('timing', 'modalHour', 'hour', ['最常下单的钟点', 'most usual hour of orders'], (p) =>
            modeOf(p.hours),
          ),
          of('timing', 'hourEntropy', 'nats', ['下单钟点分散度', 'entropy of order hours'], (p) =>
            entropyOf(p.hours, 24, p.nClocked),
          ),
          of('timing', 'lastHour', 'hour', ['上次下单钟点', 'hour of last order'], (p) => p.lastHour),
        ]
      : []),
    feature(
      'ordersYearAgoNext',
      'season',
      'count',
      ['去年此后 60 天订单数', 'orders in the 60 days that follow, a year ago'],
      yearAgo((p) => p.nYearAgoNext),
    ),
    feature(
      'ordersYearAgoBefore',
      'season',
      'count',
      ['去年此前 30 天订单数', 'orders in the 30 days up to now, a year ago'],
      yearAgo((p) => p.nYearAgoBefore),
    ),
  ]
}

/**
 * In which months of the calendar a customer buys. Of use only where the past holds each month more than once: before, a
 * month is the same as a recency, and stands for something else at the next as-of day.
 */
export function calendarFeatures(): Feature<CustomerState>[] {
  const of = (key: string, unit: FeatureUnit, names: Names, read: (p: PurchaseState) => number) =>
    feature(key, 'season', unit, names, ofBuyers(read))
  return [
    of(
      'yearEndShare',
      'share',
      ['11–12 月下单占比', 'share of order days in November and December'],
      (p) => (p.months[11]! + p.months[12]!) / p.days.n,
    ),
    of('isYearEndOnly', 'flag', ['只在 11–12 月下单', 'buys in November and December only'], (p) =>
      p.months[11]! + p.months[12]! === p.days.n ? 1 : 0,
    ),
    of('sameSeasonShare', 'share', ['当前季节下单占比', 'share of order days in this season'], sameSeason),
    of('lastMonth', 'month', ['上次购买月份', 'calendar month of last order'], (p) => p.monthOf(p.lastDay)),
    of('firstMonth', 'month', ['首购月份', 'calendar month of first order'], (p) => p.monthOf(p.firstDay)),
  ]
}
