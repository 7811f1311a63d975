import { bought, ofBuyers, type CustomerState } from './customerState.ts'
import { tenureDays } from './orderFeatures.ts'
import type { PurchaseState } from './purchaseState.ts'
import { type FeatureGroup, type FeatureUnit } from '../../contract/features.ts'
import { feature, type Feature } from './spec.ts'
import { share } from './windows.ts'

type Names = readonly [string, string]

/** Gaps of the shop that are worth as much as one of the customer's own when his rhythm is shrunk to the shop's. */
const SHOP_GAPS = 1.5

/** Days since the last order. */
function recency(p: PurchaseState): number {
  return p.asOfDay - p.lastDay
}

/** The customer's mean gap, shrunk to the shop's: so that one-time buyers have a rhythm, too. */
function shrunkGap(state: CustomerState, p: PurchaseState): number {
  if (!(state.shopGapDays > 0)) return p.gaps.mean
  return (p.gaps.sum + SHOP_GAPS * state.shopGapDays) / (p.gaps.n + SHOP_GAPS)
}

/** Recency, the customer's own rhythm and how far he is behind it, tenure: from order days alone. */
export function rhythmFeatures(): Feature<CustomerState>[] {
  const of = (
    group: FeatureGroup,
    key: string,
    unit: FeatureUnit,
    names: Names,
    read: (p: PurchaseState) => number,
    isSkewed?: boolean,
  ) => feature(key, group, unit, names, ofBuyers(read), isSkewed)
  const shrunk = (state: CustomerState, read: (gap: number, p: PurchaseState) => number): number => {
    const p = state.purchases
    return p === null || p.days.n === 0 ? NaN : read(shrunkGap(state, p), p)
  }
  return [
    of('recency', 'recency', 'days', ['距上次购买天数', 'days since last order'], recency),
    of(
      'recency',
      'recency2',
      'days',
      ['距上上次购买天数', 'days since second last order day'],
      (p) => p.asOfDay - p.days.fromEnd(2),
    ),
    of(
      'recency',
      'recency3',
      'days',
      ['距倒数第三次购买天数', 'days since third last order day'],
      (p) => p.asOfDay - p.days.fromEnd(3),
    ),
    of(
      'recency',
      'recency5',
      'days',
      ['距倒数第五次购买天数', 'days since fifth last order day'],
      (p) => p.asOfDay - p.days.fromEnd(5),
    ),
    of(
      'recency',
      'recencyToTenure',
      'share',
      ['未购天数占入会以来', 'silence as a share of tenure'],
      (p) => recency(p) / tenureDays(p),
    ),
    of('rhythm', 'gapMean', 'days', ['平均购买间隔', 'mean gap between order days'], (p) => p.gaps.mean),
    of('rhythm', 'gapMedian', 'days', ['购买间隔中位数', 'median gap'], (p) => p.gaps.median),
    of(
      'rhythm',
      'gapDeviation',
      'days',
      ['购买间隔标准差', 'standard deviation of gaps'],
      (p) => p.gaps.deviation,
    ),
    of('rhythm', 'gapVariation', 'plain', ['购买间隔变异系数', 'variation of gaps'], (p) => p.gaps.variation),
    of('rhythm', 'gapMin', 'days', ['最短购买间隔', 'shortest gap'], (p) => p.gaps.min),
    of('rhythm', 'gapMax', 'days', ['最长购买间隔', 'longest gap'], (p) => p.gaps.max),
    of('rhythm', 'gapLast', 'days', ['最近一次购买间隔', 'last gap'], (p) => p.gaps.last),
    of('rhythm', 'gapLastToMedian', 'ratio', ['最近间隔比中位数', 'last gap against the median'], (p) =>
      share(p.gaps.last, p.gaps.median),
    ),
    of(
      'rhythm',
      'gapLaterHalf',
      'ratio',
      ['购买间隔：后半段比前半段', 'gaps: later half against earlier'],
      (p) => p.gaps.laterOverEarlier,
    ),
    of(
      'rhythm',
      'overdueMedian',
      'ratio',
      ['逾期倍数（比间隔中位数）', 'overdue: silence over own median gap'],
      (p) => share(recency(p), p.gaps.median),
    ),
    of(
      'rhythm',
      'overdueMean',
      'ratio',
      ['逾期倍数（比平均间隔）', 'overdue: silence over own mean gap'],
      (p) => share(recency(p), p.gaps.mean),
    ),
    of(
      'rhythm',
      'overdueMax',
      'ratio',
      ['逾期倍数（比最长间隔）', 'overdue: silence over own longest gap'],
      (p) => share(recency(p), p.gaps.max),
    ),
    of('rhythm', 'overdueDeviations', 'plain', ['逾期标准差数', 'overdue in standard deviations'], (p) =>
      p.gaps.n < 2 ? NaN : (recency(p) - p.gaps.mean) / (p.gaps.deviation + 1),
    ),
    of(
      'rhythm',
      'gapsLonger',
      'share',
      ['自己更长的间隔占比', 'share of own gaps longer than the silence'],
      (p) => p.gaps.longerShare,
    ),
    of(
      'rhythm',
      'nextDueDays',
      'days',
      ['距预计下次购买天数', 'days until the next order is due'],
      (p) => p.gaps.median - recency(p),
      false,
    ),
    feature(
      'overdueShrunk',
      'rhythm',
      'ratio',
      ['逾期倍数（自己与全店节奏）', 'overdue: silence over a rhythm shrunk to the shop’s'],
      (state) => shrunk(state, (gap, p) => share(recency(p), gap)),
    ),
    feature(
      'nextDueShrunk',
      'rhythm',
      'days',
      ['距预计下次购买天数（自己与全店节奏）', 'days until due by a rhythm shrunk to the shop’s'],
      (state) => shrunk(state, (gap, p) => gap - recency(p)),
      false,
    ),
    feature(
      'silenceChance',
      'rhythm',
      'share',
      ['按节奏沉默至今的机会', 'chance of so long a silence at that rhythm'],
      (state) => shrunk(state, (gap, p) => (gap > 0 ? Math.exp(-recency(p) / gap) : NaN)),
    ),
    of('tenure', 'tenure', 'days', ['首购至今天数', 'days since first order'], (p) => p.asOfDay - p.firstDay),
    of(
      'tenure',
      'lifeSpan',
      'days',
      ['首末单相距天数', 'days between first and last order'],
      (p) => p.lastDay - p.firstDay,
    ),
    of(
      'tenure',
      'lifeSpanShare',
      'share',
      ['首末单相距占入会以来', 'span of orders as a share of tenure'],
      (p) => (p.lastDay - p.firstDay) / tenureDays(p),
    ),
    of(
      'tenure',
      'ordersPerMonth',
      'perMonth',
      ['月均订单数', 'orders per month of tenure'],
      (p) => (30 * bought(p, 'orders')) / Math.max(30, tenureDays(p)),
    ),
    of(
      'tenure',
      'orderDaysPerMonth',
      'perMonth',
      ['首末单间月均下单天数', 'order days per month between first and last'],
      (p) => (p.gaps.n === 0 ? NaN : (30 * p.gaps.n) / (p.lastDay - p.firstDay)),
    ),
    of('tenure', 'isOneTime', 'flag', ['只购买过一天', 'bought on one day only'], (p) =>
      p.days.n === 1 ? 1 : 0,
    ),
  ]
}
