import type { BehaviourName } from '../../contract/mapping.ts'
import { ACTIVE_DAYS, EVENTS, kindOf, type BehaviourState } from './behaviourState.ts'
import { KINDS, knownDays } from './behaviourFeatures.ts'
import { bought, did, ofBehaviours, type CustomerState } from './customerState.ts'
import { entropyOf } from './calendarTable.ts'
import { feature, type Feature, type FeatureGroup, type FeatureUnit } from './spec.ts'
import { sumOf } from './timingFeatures.ts'
import { againstBefore, share, W30, W90, WALL } from './windows.ts'

type Names = readonly [string, string]

/** What may be in the data beside the behaviours themselves. */
export interface ActivityData {
  readonly present: ReadonlySet<BehaviourName>
  readonly hasPurchases: boolean
  readonly hasProducts: boolean
  readonly hasCategories: boolean
  readonly hasMinutes: boolean
}

const VIEWS = kindOf('view')
const NEW = kindOf('viewNew')
const CART = kindOf('cartAdd')
const VISIT = kindOf('visit')

/** Rhythm of activity of any kind, what follows from what, and what happened since the last order. */
export function activityFeatures(data: ActivityData): Feature<CustomerState>[] {
  const { present } = data
  const of = (
    key: string,
    unit: FeatureUnit,
    names: Names,
    read: (b: BehaviourState) => number,
    group: FeatureGroup = 'activity',
  ) => feature<CustomerState>(key, group, unit, names, ofBehaviours(read))
  const known = (read: (b: BehaviourState) => number) => (b: BehaviourState) =>
    b.days.n === 0 ? NaN : read(b)
  const silence = (b: BehaviourState): number => b.asOfDay - b.days.fromEnd(1)
  const per = (key: string, names: Names, top: number, bottom: number, group: FeatureGroup) =>
    [W30, W90].map((window) =>
      of(
        `${key}${window === W30 ? '30d' : '90d'}`,
        'plain',
        [
          `近 ${window === W30 ? 30 : 90} 天${names[0]}`,
          `${names[1]}, last ${window === W30 ? 30 : 90} days`,
        ],
        (b) => share(did(b, top, window), did(b, bottom, window)),
        group,
      ),
    )
  const has = (...names: BehaviourName[]): boolean => names.every((name) => present.has(name))
  return [
    of('activityRecency', 'days', ['距上次任何行为天数', 'days since any activity'], silence),
    of(
      'activityRecency3',
      'days',
      ['距倒数第三个活跃日天数', 'days since third last active day'],
      (b) => b.asOfDay - b.days.fromEnd(3),
    ),
    of('eventsAll', 'count', ['累计行为次数', 'events, all history'], (b) => did(b, EVENTS)),
    of('knownDays', 'days', ['首次行为至今天数', 'days since first activity'], knownDays),
    of(
      'activityPerMonth',
      'perMonth',
      ['月均活跃天数', 'active days per month'],
      (b) => (30 * b.days.n) / Math.max(30, knownDays(b)),
    ),
    of('activityGapMean', 'days', ['平均活跃间隔', 'mean gap between active days'], (b) => b.gaps.mean),
    of(
      'activityGapMedian',
      'days',
      ['活跃间隔中位数', 'median gap between active days'],
      (b) => b.gaps.median,
    ),
    of(
      'activityGapVariation',
      'plain',
      ['活跃间隔变异系数', 'variation of activity gaps'],
      (b) => b.gaps.variation,
    ),
    of('activityGapMax', 'days', ['最长活跃间隔', 'longest activity gap'], (b) => b.gaps.max),
    of('activityGapLast', 'days', ['最近一次活跃间隔', 'last activity gap'], (b) => b.gaps.last),
    of(
      'activityOverdueMedian',
      'ratio',
      ['沉默比活跃间隔中位数', 'silence over own median activity gap'],
      (b) => silence(b) / b.gaps.median,
    ),
    of(
      'activityOverdueMean',
      'ratio',
      ['沉默比平均活跃间隔', 'silence over own mean activity gap'],
      (b) => silence(b) / b.gaps.mean,
    ),
    of(
      'activityGapsLonger',
      'share',
      ['自己更长的活跃间隔占比', 'share of own activity gaps longer than the silence'],
      (b) => b.gaps.longerShare,
    ),
    of(
      'activityLaterHalf',
      'ratio',
      ['活跃间隔：后半段比前半段', 'activity gaps: later half against earlier'],
      (b) => b.gaps.laterOverEarlier,
    ),
    of('longestSilence90d', 'days', ['近 90 天最长沉默', 'longest silence, last 90 days'], (b) =>
      b.longestSilence(),
    ),
    of('weeklySlope', 'plain', ['近 8 周活跃天数斜率', 'slope of active days over 8 weeks'], (b) =>
      b.weeklySlope(),
    ),
    of(
      'eventsPerActiveDay30d',
      'plain',
      ['近 30 天每活跃日行为次数', 'events per active day, last 30 days'],
      (b) => share(did(b, EVENTS, W30), did(b, ACTIVE_DAYS, W30)),
    ),
    of('eventsPerActiveDay', 'plain', ['每活跃日行为次数', 'events per active day'], (b) =>
      share(did(b, EVENTS), did(b, ACTIVE_DAYS)),
    ),
    of(
      'activityWeekendShare',
      'share',
      ['周末活跃占比', 'share of active days on weekends'],
      known((b) => (b.weekdays[0]! + b.weekdays[6]!) / b.days.n),
      'timing',
    ),
    of(
      'activityWeekdayEntropy',
      'nats',
      ['活跃星期分散度', 'entropy of active weekdays'],
      (b) => entropyOf(b.weekdays, 7, b.days.n),
      'timing',
    ),
    ...(data.hasMinutes
      ? [
          of(
            'activityEveningShare',
            'share',
            ['晚间行为占比', 'share of events from 18 h on'],
            (b) => share(sumOf(b.hours, 18, 23), b.nClocked),
            'timing',
          ),
          of(
            'activityHourEntropy',
            'nats',
            ['行为钟点分散度', 'entropy of event hours'],
            (b) => entropyOf(b.hours, 24, b.nClocked),
            'timing',
          ),
        ]
      : []),
    ...(data.hasProducts && (has('view') || has('viewNew'))
      ? [
          of(
            'viewedProducts90d',
            'count',
            ['近 90 天浏览商品数', 'products viewed, last 90 days'],
            (b) => b.viewed.nRecent,
            'views',
          ),
          of(
            'viewedProductsTrend90d',
            'ratio',
            ['浏览商品数：近 90 天比以前', 'products viewed: last 90 days against before'],
            (b) => againstBefore(b.viewed.nRecent, b.viewed.nBefore, 0),
            'views',
          ),
        ]
      : []),
    ...(data.hasCategories && (has('view') || has('viewNew'))
      ? [
          of(
            'viewedCategories90d',
            'count',
            ['近 90 天浏览品类数', 'categories viewed, last 90 days'],
            (b) => b.viewedCategories.nRecent,
            'views',
          ),
          of(
            'viewedCategoryEntropy',
            'nats',
            ['浏览品类分散度', 'entropy of categories viewed'],
            (b) => b.viewedCategories.entropy(),
            'views',
          ),
        ]
      : []),
    ...(has('view', 'visit')
      ? per('viewsPerVisit', ['每次访问浏览数', 'views per visit'], VIEWS, VISIT, 'views')
      : []),
    ...(has('viewNew', 'view')
      ? per('newPerView', ['新品浏览比浏览', 'new-arrival views per view'], NEW, VIEWS, 'newArrivals')
      : []),
    ...(has('cartAdd', 'view')
      ? per('cartsPerView', ['加购比浏览', 'cart adds per view'], CART, VIEWS, 'carts')
      : []),
    ...(has('cartRemove', 'cartAdd')
      ? per(
          'removesPerAdd',
          ['移出比加购', 'cart removes per add'],
          kindOf('cartRemove'),
          CART,
          'cartRemoves',
        )
      : []),
    ...(data.hasPurchases ? sinceOrder(present) : []),
  ]
}

/** What a customer did on days after his last order, and how often activity ends in an order. */
function sinceOrder(present: ReadonlySet<BehaviourName>): Feature<CustomerState>[] {
  const perOrder = (key: string, kind: number, names: Names, group: FeatureGroup): Feature<CustomerState> =>
    feature(key, group, 'plain', names, ({ purchases, behaviours }) =>
      purchases === null || behaviours === null
        ? NaN
        : share(bought(purchases, 'orders', W90), did(behaviours, kind, W90)),
    )
  return [
    ...KINDS.filter(({ name, isMain }) => isMain && present.has(name)).map(
      ({ name, group, names: [zh, en] }) =>
        feature<CustomerState>(
          `${name}SinceOrder`,
          group,
          'count',
          [`上次购买后${zh}`, `${en} since last order`],
          ofBehaviours((b) => b.sinceOrder[kindOf(name)]!),
        ),
    ),
    feature(
      'activityAfterOrder',
      'activity',
      'days',
      ['上次购买到上次活跃天数', 'days from last order to last activity'],
      ({ purchases, behaviours }) =>
        purchases === null || behaviours === null ? NaN : behaviours.days.fromEnd(1) - purchases.lastDay,
      false,
    ),
    perOrder(
      'ordersPerActiveDay90d',
      ACTIVE_DAYS,
      ['近 90 天每活跃日订单数', 'orders per active day, last 90 days'],
      'activity',
    ),
    ...(present.has('cartAdd')
      ? [
          perOrder(
            'ordersPerCart90d',
            CART,
            ['近 90 天每次加购订单数', 'orders per cart add, last 90 days'],
            'carts',
          ),
        ]
      : []),
    ...(present.has('visit')
      ? [
          feature<CustomerState>(
            'ordersPerVisit',
            'visits',
            'plain',
            ['每次访问订单数', 'orders per visit'],
            ({ purchases, behaviours }) => {
              if (purchases === null || behaviours === null) return NaN
              return behaviours.observedDays < 365
                ? share(bought(purchases, 'orders', W90), did(behaviours, VISIT, W90))
                : share(bought(purchases, 'orders', WALL - 1), did(behaviours, VISIT, WALL - 1))
            },
          ),
        ]
      : []),
  ]
}
