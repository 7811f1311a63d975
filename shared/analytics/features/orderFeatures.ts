import { bought, ofBuyers, ofPurchases, type CustomerState } from './customerState.ts'
import type { MEASURE, PurchaseState } from './purchaseState.ts'
import { feature, type Feature, type FeatureGroup, type FeatureUnit } from './spec.ts'
import {
  againstBefore,
  againstOwnRate,
  share,
  W180,
  W30,
  W365,
  W60,
  W90,
  WALL,
  WINDOW_DAYS,
} from './windows.ts'

type Names = readonly [string, string]

/** Names of an amount within a window. */
export function windowNames(window: number, [zh, en]: Names): Names {
  if (window === WALL) return [`累计${zh}`, `${en}, all history`]
  return [`近 ${WINDOW_DAYS[window]!} 天${zh}`, `${en}, last ${WINDOW_DAYS[window]!} days`]
}

/** Key of an amount within a window. */
export function windowKey(stem: string, window: number): string {
  return window === WALL ? `${stem}All` : `${stem}${WINDOW_DAYS[window]!}d`
}

function amounts(
  stem: string,
  measure: keyof typeof MEASURE,
  group: FeatureGroup,
  unit: FeatureUnit,
  names: Names,
  windows: readonly number[],
): Feature<CustomerState>[] {
  return windows.map((window) =>
    feature(
      windowKey(stem, window),
      group,
      unit,
      windowNames(window, names),
      ofPurchases((p) => bought(p, measure, window)),
    ),
  )
}

const EVERY_WINDOW = [0, 1, 2, 3, 4, 5, 6, WALL]

/** Days that a customer is known: from his first order day to the as-of day, both included; NaN without orders. */
export function tenureDays(purchases: PurchaseState): number {
  return purchases.asOfDay - purchases.firstDay + 1
}

function trends(
  stem: string,
  measure: keyof typeof MEASURE,
  group: FeatureGroup,
  [zh, en]: Names,
  smoothing: number,
): Feature<CustomerState>[] {
  const against = (now: number, both: number, spanDays: number) =>
    ofPurchases((p) =>
      p.observedDays < spanDays
        ? NaN
        : againstBefore(
            bought(p, measure, now),
            bought(p, measure, both) - bought(p, measure, now),
            smoothing,
          ),
    )
  const own = (window: number) =>
    ofBuyers((p) =>
      againstOwnRate(bought(p, measure, window), bought(p, measure), tenureDays(p), WINDOW_DAYS[window]!),
    )
  return [
    feature(
      `${stem}Trend30d`,
      group,
      'ratio',
      [`${zh}：近 30 天比前 30 天`, `${en}: last 30 days against the 30 before`],
      against(W30, W60, 60),
    ),
    feature(
      `${stem}Trend90d`,
      group,
      'ratio',
      [`${zh}：近 90 天比前 90 天`, `${en}: last 90 days against the 90 before`],
      against(W90, W180, 180),
    ),
    feature(
      `${stem}Own30d`,
      group,
      'ratio',
      [`${zh}：近 30 天比自己以往`, `${en}: last 30 days against own earlier rate`],
      own(W30),
    ),
    feature(
      `${stem}Own90d`,
      group,
      'ratio',
      [`${zh}：近 90 天比自己以往`, `${en}: last 90 days against own earlier rate`],
      own(W90),
    ),
  ]
}

function meanBasket(p: PurchaseState, window: number): number {
  return share(bought(p, 'spend', window), bought(p, 'orders', window))
}

/** Square root of the variance of order-day baskets over their mean; NaN below two order days. */
function basketVariation(p: PurchaseState): number {
  const n = p.days.n
  if (n < 2) return NaN
  let squares = 0
  const mean = bought(p, 'spend') / n
  for (let i = 0; i < n; i++) squares += (p.basketMinor[i]! - mean) ** 2
  return Math.sqrt(squares / (n - 1)) / mean
}

function largestBasket(p: PurchaseState): number {
  let largest = 0
  for (let i = 0; i < p.days.n; i++) if (p.basketMinor[i]! > largest) largest = p.basketMinor[i]!
  return largest
}

/** Mean basket of the later half of the order days over the mean of the earlier half; NaN below two order days. */
function laterBaskets(p: PurchaseState): number {
  const half = p.days.n >> 1
  let earlier = 0
  let later = 0
  for (let k = 0; k < half; k++) {
    earlier += p.basketMinor[k]!
    later += p.basketMinor[p.days.n - 1 - k]!
  }
  return share(later, earlier)
}

/** Orders, spend and baskets: from day, amount and flags alone. */
export function orderFeatures(): Feature<CustomerState>[] {
  const basket = (
    key: string,
    names: Names,
    read: (p: PurchaseState) => number,
    unit: FeatureUnit = 'minor',
  ) => feature(key, 'basket', unit, names, ofBuyers(read))
  return [
    ...amounts('orders', 'orders', 'orders', 'count', ['订单数', 'orders'], EVERY_WINDOW),
    ...amounts(
      'orderDays',
      'orderDays',
      'orders',
      'count',
      ['下单天数', 'order days'],
      [W30, W90, W365, WALL],
    ),
    ...trends('orders', 'orders', 'orders', ['订单数', 'orders'], 0.5),
    ...amounts('spend', 'spend', 'spend', 'minor', ['消费', 'spend'], EVERY_WINDOW),
    feature(
      'netSpendAll',
      'spend',
      'minor',
      ['累计净消费', 'spend net of refunds, all history'],
      ofPurchases((p) => Math.max(0, bought(p, 'spend') - bought(p, 'refundMinor'))),
    ),
    ...trends('spend', 'spend', 'spend', ['消费', 'spend'], 0),
    ...amounts('lines', 'lines', 'basket', 'count', ['明细行数', 'order lines'], [W90, WALL]),
    ...[W30, W90, W180, WALL].map((window) =>
      basket(windowKey('basket', window), windowNames(window, ['客单价', 'mean basket']), (p) =>
        meanBasket(p, window),
      ),
    ),
    basket('basketMax', ['最大单日消费', 'largest basket of a day'], largestBasket),
    basket('basketLast', ['最近一次消费额', 'last basket'], (p) => p.basketMinor[p.days.n - 1]!),
    basket('basketFirst', ['首次消费额', 'first basket'], (p) => p.basketMinor[0]!),
    basket('basketVariation', ['客单价波动', 'variation of baskets'], basketVariation, 'plain'),
    basket(
      'basketLastToMean',
      ['最近一次消费额比平均', 'last basket against the mean'],
      (p) => share(p.basketMinor[p.days.n - 1]! * p.days.n, bought(p, 'spend')),
      'ratio',
    ),
    basket(
      'basketLaterHalf',
      ['客单价：后半段比前半段', 'baskets: later half against earlier'],
      laterBaskets,
      'ratio',
    ),
    basket(
      'basketTrend90d',
      ['客单价：近 90 天比以前', 'mean basket: last 90 days against before'],
      (p) => {
        const before = share(
          bought(p, 'spend') - bought(p, 'spend', W90),
          bought(p, 'orders') - bought(p, 'orders', W90),
        )
        return share(meanBasket(p, W90), before)
      },
      'ratio',
    ),
    basket(
      'linesPerOrder',
      ['每单行数', 'lines per order'],
      (p) => share(bought(p, 'lines'), bought(p, 'orders')),
      'count',
    ),
    basket(
      'linesPerOrder90d',
      ['近 90 天每单行数', 'lines per order, last 90 days'],
      (p) => share(bought(p, 'lines', W90), bought(p, 'orders', W90)),
      'count',
    ),
  ]
}
