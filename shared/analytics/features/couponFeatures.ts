import { bought, ofBuyers, ofPurchases, type CustomerState } from './customerState.ts'
import type { PurchaseState } from './purchaseState.ts'
import { feature, type Feature, type FeatureUnit } from './spec.ts'
import { share, W180, W30, W90 } from './windows.ts'

type Names = readonly [string, string]

/** How much a customer leans on coupons. */
export function couponFeatures(): Feature<CustomerState>[] {
  const of = (key: string, unit: FeatureUnit, names: Names, read: (p: PurchaseState) => number) =>
    feature(key, 'coupons', unit, names, ofBuyers(read))
  const rate = (p: PurchaseState, window?: number): number =>
    share(bought(p, 'couponOrders', window), bought(p, 'orders', window))
  return [
    of('couponOrdersAll', 'count', ['累计用券订单数', 'orders with a coupon, all history'], (p) =>
      bought(p, 'couponOrders'),
    ),
    of('couponOrders90d', 'count', ['近 90 天用券订单数', 'orders with a coupon, last 90 days'], (p) =>
      bought(p, 'couponOrders', W90),
    ),
    of('couponShare', 'share', ['用券订单占比', 'share of orders with a coupon'], (p) => rate(p)),
    of(
      'couponShare90d',
      'share',
      ['近 90 天用券订单占比', 'share of orders with a coupon, last 90 days'],
      (p) => rate(p, W90),
    ),
    of(
      'couponShare180d',
      'share',
      ['近 180 天用券订单占比', 'share of orders with a coupon, last 180 days'],
      (p) => rate(p, W180),
    ),
    of(
      'fullPriceOrders90d',
      'count',
      ['近 90 天未用券订单数', 'orders without a coupon, last 90 days'],
      (p) => bought(p, 'orders', W90) - bought(p, 'couponOrders', W90),
    ),
    of('couponFirst', 'flag', ['首单用券', 'coupon at the first order'], (p) => p.hasFirstCoupon),
    of('couponLast', 'flag', ['上次购买用券', 'coupon at the last order'], (p) => p.hasLastCoupon),
  ]
}

/** What a customer gave back, by the refunds' own days. */
export function refundFeatures(): Feature<CustomerState>[] {
  const of = (key: string, unit: FeatureUnit, names: Names, read: (p: PurchaseState) => number) =>
    feature(key, 'refunds', unit, names, ofPurchases(read))
  return [
    of('refundsAll', 'count', ['累计退款行数', 'refunded lines, all history'], (p) => bought(p, 'refunds')),
    of('refunds30d', 'count', ['近 30 天退款行数', 'refunded lines, last 30 days'], (p) =>
      bought(p, 'refunds', W30),
    ),
    of('refunds90d', 'count', ['近 90 天退款行数', 'refunded lines, last 90 days'], (p) =>
      bought(p, 'refunds', W90),
    ),
    of('refundMinorAll', 'minor', ['累计退款额', 'refunded, all history'], (p) => bought(p, 'refundMinor')),
    of('refundShare', 'share', ['退款额占消费', 'refunds as a share of spend'], (p) =>
      share(bought(p, 'refundMinor'), bought(p, 'spend')),
    ),
    of(
      'refundShare90d',
      'share',
      ['近 90 天退款额占消费', 'refunds as a share of spend, last 90 days'],
      (p) => share(bought(p, 'refundMinor', W90), bought(p, 'spend', W90)),
    ),
    of('refundsPerOrder', 'plain', ['每单退款行数', 'refunded lines per order'], (p) =>
      share(bought(p, 'refunds'), bought(p, 'orders')),
    ),
    of(
      'refundRecency',
      'days',
      ['距上次退款天数', 'days since last refund'],
      (p) => p.asOfDay - p.lastRefundDay,
    ),
    of(
      'refundsAfterLast',
      'count',
      ['上次购买后退款行数', 'refunded lines after the last order'],
      (p) => p.nRefundsAfterLast,
    ),
    of(
      'refundAfterLastShare',
      'share',
      ['上次购买后退款占该次消费', 'refunds after the last order over its basket'],
      (p) => (p.days.n === 0 ? NaN : share(p.refundAfterLastMinor, p.basketMinor[p.days.n - 1]!)),
    ),
  ]
}
