import type { BehaviourName } from '../../contract/mapping.ts'
import { ACTIVE_DAYS, kindOf, LOGIN_DAYS, VISIT_DAYS, type BehaviourState } from './behaviourState.ts'
import { did, ofBehaviours, type CustomerState } from './customerState.ts'
import { windowKey, windowNames } from './orderFeatures.ts'
import { feature, type Feature, type FeatureGroup } from './spec.ts'
import { againstBefore, againstOwnRate, W14, W180, W30, W60, W7, W90, WALL } from './windows.ts'

type Names = readonly [string, string]

interface Kind {
  readonly name: BehaviourName
  readonly group: FeatureGroup
  readonly names: Names
  /** windows and trends in full, or a count and a recency only */
  readonly isMain: boolean
}

/** The behaviours with their groups and names, in the order of the feature list. */
export const KINDS: readonly Kind[] = [
  { name: 'login', group: 'logins', names: ['登录次数', 'logins'], isMain: true },
  { name: 'visit', group: 'visits', names: ['访问次数', 'visits'], isMain: true },
  { name: 'view', group: 'views', names: ['浏览次数', 'product views'], isMain: true },
  { name: 'viewNew', group: 'newArrivals', names: ['新品浏览次数', 'new-arrival views'], isMain: true },
  { name: 'search', group: 'searches', names: ['搜索次数', 'searches'], isMain: true },
  { name: 'favourite', group: 'favourites', names: ['收藏次数', 'favourites'], isMain: true },
  { name: 'cartAdd', group: 'carts', names: ['加购次数', 'cart adds'], isMain: true },
  { name: 'cartRemove', group: 'cartRemoves', names: ['移出购物车次数', 'cart removes'], isMain: true },
  { name: 'checkIn', group: 'checkIns', names: ['签到次数', 'check-ins'], isMain: true },
  { name: 'buy', group: 'buys', names: ['购买行为次数', 'buy events'], isMain: false },
  { name: 'share', group: 'otherEvents', names: ['分享次数', 'shares'], isMain: false },
  { name: 'review', group: 'otherEvents', names: ['评价次数', 'reviews'], isMain: false },
]

const WINDOWS = [W7, W14, W30, W60, W90, W180]

/** Days that a customer's behaviour is known: from his first event to the as-of day, both included; NaN without any. */
export function knownDays(b: BehaviourState): number {
  return b.days.n === 0 ? NaN : b.asOfDay - b.days.day[0]! + 1
}

function counts(
  stem: string,
  measure: number,
  group: FeatureGroup,
  names: Names,
  windows: readonly number[],
) {
  return windows.map((window) =>
    feature<CustomerState>(
      windowKey(stem, window),
      group,
      'count',
      windowNames(window, names),
      ofBehaviours((b) => did(b, measure, window)),
    ),
  )
}

function trends(
  stem: string,
  measure: number,
  group: FeatureGroup,
  [zh, en]: Names,
): Feature<CustomerState>[] {
  const against = (window: number, both: number, spanDays: number) =>
    ofBehaviours((b) =>
      b.observedDays < spanDays
        ? NaN
        : againstBefore(did(b, measure, window), did(b, measure, both) - did(b, measure, window), 0.5),
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
      ofBehaviours((b) => againstOwnRate(did(b, measure, W30), did(b, measure), knownDays(b), 30)),
    ),
  ]
}

function lastOf(name: BehaviourName, group: FeatureGroup, [zh, en]: Names): Feature<CustomerState> {
  const kind = kindOf(name)
  const what = zh.replace(/次数$/, '')
  return feature(
    `${name}Recency`,
    group,
    'days',
    [`距上次${what}天数`, `days since last of ${en}`],
    ofBehaviours((b) => b.asOfDay - b.lastDayOf[kind]!),
  )
}

/** Counts, trends and recency by behaviour; `present` = behaviours that the data hold. */
export function behaviourFeatures(present: ReadonlySet<BehaviourName>): Feature<CustomerState>[] {
  const features = KINDS.filter(({ name }) => present.has(name)).flatMap(({ name, group, names, isMain }) => {
    const kind = kindOf(name)
    if (!isMain) return [...counts(name, kind, group, names, [W90, WALL]), lastOf(name, group, names)]
    return [
      ...counts(name, kind, group, names, WINDOWS),
      ...trends(name, kind, group, names),
      lastOf(name, group, names),
    ]
  })
  if (present.has('login'))
    features.push(
      ...counts('loginDays', LOGIN_DAYS, 'logins', ['登录天数', 'days with a login'], [W30, W90]),
      ...trends('loginDays', LOGIN_DAYS, 'logins', ['登录天数', 'days with a login']),
    )
  if (present.has('visit'))
    features.push(...counts('visitDays', VISIT_DAYS, 'visits', ['访问天数', 'days with a visit'], [W30, W90]))
  const active: Names = ['活跃天数', 'active days']
  features.push(
    ...counts('activeDays', ACTIVE_DAYS, 'activity', active, [...WINDOWS, WALL]),
    ...trends('activeDays', ACTIVE_DAYS, 'activity', active),
  )
  return features
}
