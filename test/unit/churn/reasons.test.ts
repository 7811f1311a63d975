import { describe, expect, it } from 'vitest'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import { reasonsOf } from '../../../shared/analytics/features/reasons.ts'
import { reasonText, reasonsText } from '../../../shared/analytics/features/reasonText.ts'
import {
  REASON_KINDS,
  REASON_SUBJECTS,
  type ChurnReason,
  type ReasonKind,
  type ReasonSubject,
} from '../../../shared/contract/features.ts'
import { signalCounts } from '../../../shared/analytics/features/signalCounts.ts'
import { historyOf, type PlainBehaviour } from '../../support/customerHistory.ts'

const AS_OF = 1_000

function events(event: string, fromAge: number, toAge: number, every = 1): PlainBehaviour[] {
  const found: PlainBehaviour[] = []
  for (let age = fromAge; age <= toAge; age += every) found.push({ customer: 0, day: AS_OF - age, event })
  return found
}

/** the customer of the design: logins 30 -> 4, cart adds down 70%, no new arrivals for 41 days */
const history = historyOf({
  nCustomers: 1,
  purchases: [
    ...[300, 260, 220, 180, 140, 100].map((age) => ({
      customer: 0,
      day: AS_OF - age,
      amountMinor: 5_000,
      coupon: age > 150,
    })),
    { customer: 0, day: AS_OF - 90, amountMinor: -2_000 },
  ],
  behaviours: [
    ...events('login', 30, 200),
    ...events('login', 0, 24, 7),
    ...events('cartAdd', 30, 59, 3),
    ...events('cartAdd', 5, 25, 10),
    ...events('viewNew', 41, 80, 4),
    ...events('search', 0, 29, 3),
  ],
  contacts: [70, 60, 50, 40, 30, 20].map((age) => ({ customer: 0, day: AS_OF - age, opened: 0 })),
})
const specs = featureSpecs(history)

function reasonsFor(weights: Readonly<Record<string, number>>, nRisk = 3): ChurnReason[] {
  const contributions = specs.map((spec) => weights[spec.key] ?? 0)
  const values = specs.map(() => 1)
  return reasonsOf(specs, values, contributions, {
    signals: signalCounts(history, 0, AS_OF),
    nRisk,
    nProtecting: 2,
  })
}

describe('reasons', () => {
  it('are told against the customer’s own past', () => {
    const reasons = reasonsFor({ loginTrend30d: 0.5, login30d: 0.4, cartAdd30d: 0.7, viewNewRecency: 0.3 })
    expect(reasonsText(reasons, 'en')).toBe(
      'logins 30 → 4 in the last 30 days; cart adds down 70%; no new-arrival views for 41 days',
    )
    expect(reasonsText(reasons, 'zh-CN')).toBe('30 天内登录 30 → 4 次；加购少了 70%；41 天没看新品')
  })

  it('sum the features of a subject, so that two that cancel say nothing', () => {
    const reasons = reasonsFor({ login30d: 2, loginTrend30d: -1.99, cartAdd30d: 0.7 })
    expect(reasons.map((one) => one.subject)).toEqual(['carts'])
    expect(reasonsFor({ login30d: 0.2, login60d: 0.3 })[0]?.weight).toBeCloseTo(0.5, 12)
  })

  it('name rhythm, refunds, coupons, contacts', () => {
    const reasons = reasonsFor({ recency: 1, refundsAll: 0.9, couponShare: 0.8, contactsUnanswered: 0.7 }, 4)
    expect(reasons.map((one) => reasonText(one, 'en'))).toEqual([
      '1 refunded line, the last 90 days ago',
      'usually buys every 40 days, silent for 100 (2.5×)',
      '6 contacts in a row without an answer',
      '67% of orders use a coupon',
    ])
  })

  it('tell the silence of visits, searches and carts once, and then something else', () => {
    const silent = historyOf({
      nCustomers: 1,
      purchases: [{ customer: 0, day: AS_OF - 70, amountMinor: 5_000, coupon: true }],
      behaviours: [
        ...events('visit', 60, 90, 3),
        ...events('search', 62, 90, 6),
        ...events('cartAdd', 70, 90, 10),
      ],
    })
    const own = featureSpecs(silent)
    const weights: Readonly<Record<string, number>> = {
      visit30d: 1,
      searchRecency: 0.6,
      cartAddRecency: 0.5,
      recency: 0.2,
      couponShare: 0.1,
    }
    const contributions = own.map((spec) => weights[spec.key] ?? 0)
    const signals = signalCounts(silent, 0, AS_OF)
    const reasons = reasonsOf(own, contributions, contributions, { signals })
    expect(reasons.map((one) => one.subject)).toEqual(['visits', 'rhythm', 'coupons'])
  })

  it('leave out a feature without a value when nothing else can be said', () => {
    const values = specs.map(() => Number.NaN)
    const contributions = specs.map((spec) => (spec.key === 'basketVariation' ? 1 : 0))
    const signals = signalCounts(history, 0, AS_OF)
    expect(reasonsOf(specs, values, contributions, { signals })).toEqual([])
    expect(reasonsOf(specs, values, contributions, { signals: null })).toHaveLength(1)
  })

  it('put what protects last, with a weight below 0', () => {
    const reasons = reasonsFor({ login30d: 0.5, search30d: -0.8, ordersAll: -0.1 })
    expect(reasons.map((one) => [one.subject, Math.sign(one.weight)])).toEqual([
      ['logins', 1],
      ['searches', -1],
      ['orders', -1],
    ])
    expect(reasons.slice(1).map((one) => reasonText(one, 'en'))).toEqual([
      '10 searches in 30 days',
      '6 orders in 301 days',
    ])
  })

  it('state the value of the heaviest feature where nothing better is known', () => {
    const contributions = specs.map((spec) => (spec.key === 'weekendShare' ? 1 : 0))
    const [reason] = reasonsOf(
      specs,
      specs.map(() => 0.25),
      contributions,
      { signals: null },
    )
    expect(reason).toMatchObject({ kind: 'level', subject: 'timing', values: [0.25] })
    expect(reason && reasonText(reason, 'en')).toBe('share of order days on weekends: 25%')
    const [missing] = reasonsOf(
      specs,
      specs.map(() => NaN),
      contributions,
      { signals: null },
    )
    expect(missing && reasonText(missing, 'zh-CN')).toBe('周末下单占比：无')
  })

  it('are none without contributions, and need rows of equal length', () => {
    expect(reasonsFor({})).toEqual([])
    expect(() => reasonsOf(specs, [], [], { signals: null })).toThrow('input-invalid')
  })
})

describe('the words', () => {
  const feature = { key: 'x', nameZh: '名', nameEn: 'name', unit: 'days' } as const
  const say = (kind: ReasonKind, subject: ReasonSubject, values: number[]) => {
    const reason: ChurnReason = { group: 'orders', kind, subject, values, weight: 1, feature }
    return [reasonText(reason, 'zh-CN'), reasonText(reason, 'en')]
  }

  it.each<[ReasonKind, ReasonSubject, number[], string, string]>([
    ['fell', 'visits', [12, 3, 90], '90 天内访问 12 → 3 次', 'visits 12 → 3 in the last 90 days'],
    [
      'rose',
      'cartRemoves',
      [1, 4, 30],
      '30 天内移出购物车 1 → 4 次',
      'cart removes 1 → 4 in the last 30 days',
    ],
    ['fellShare', 'spend', [0.704, 90], '近 90 天消费少了 70%', 'spend down 70% over 90 days'],
    ['noneFor', 'rhythm', [1], '1 天没下单', 'no orders for 1 day'],
    ['never', 'favourites', [], '从没收藏', 'no favourites so far'],
    [
      'overdue',
      'rhythm',
      [3.42, 20, 68],
      '平时约 20 天买一次，已 68 天没买（3.4 倍）',
      'usually buys every 20 days, silent for 68 (3.4×)',
    ],
    [
      'onTime',
      'rhythm',
      [3, 20],
      '3 天前刚买过，平时约 20 天买一次',
      'bought 3 days ago, usually every 20 days',
    ],
    ['recent', 'rhythm', [5], '5 天前买过', 'bought 5 days ago'],
    ['low', 'orders', [1, 120], '120 天里只下单 1 单', 'only 1 order in 120 days'],
    ['high', 'contacts', [5, 30], '30 天里触达 5 次', '5 contacts in 30 days'],
    ['share', 'coupons', [1], '100% 的订单用了券', '100% of orders use a coupon'],
    ['refund', 'refunds', [2, 12], '退过 2 行，最近一次在 12 天前', '2 refunded lines, the last 12 days ago'],
    ['unanswered', 'contacts', [6], '连续 6 次触达没有回应', '6 contacts in a row without an answer'],
    [
      'unsold',
      'availability',
      [88],
      '他买得最多的商品，全店已 88 天没卖出',
      'the product bought most has not been sold by the shop for 88 days',
    ],
    [
      'silentSince',
      'pressure',
      [40, 3],
      '40 天前收到触达后再没动静（那之前 30 天 3 次触达）',
      'no sign of life since a contact 40 days ago (3 in the 30 days up to it)',
    ],
    ['uninstalled', 'app', [1], '1 天前卸载了应用', 'removed the app 1 day ago'],
    ['level', 'tenure', [12], '名：12 天', 'name: 12 days'],
  ])('of %s about %s', (kind, subject, values, zh, en) => {
    expect(say(kind, subject, values)).toEqual([zh, en])
  })

  it('exist for every kind and subject, and take formatters', () => {
    for (const kind of REASON_KINDS)
      for (const subject of REASON_SUBJECTS)
        for (const text of say(kind, subject, [0.5, 30, 60])) {
          expect(text.length).toBeGreaterThan(3)
          expect(text).not.toMatch(/NaN|undefined|Infinity/)
        }
    const reason: ChurnReason = {
      group: 'spend',
      kind: 'level',
      subject: 'spend',
      values: [123_456],
      weight: 1,
      feature: { ...feature, unit: 'minor' },
    }
    expect(reasonText(reason, 'en', { minor: (minor) => `¥${minor / 100}` })).toBe('name: ¥1234.56')
  })
})
