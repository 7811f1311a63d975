import { dayFromCivil } from '../../shared/contract/calendar.ts'
import {
  type ChurnEstimate,
  type ChurnMapCell,
  type ChurnProfit,
  type ChurnSetup,
  type ChurnSummary,
  type ChurnVerdict,
} from '../../shared/contract/churn.ts'
import { type ChurnCustomer, type ChurnRiskPage } from '../../shared/contract/churnRisks.ts'
import { FEATURE_GROUPS, type ChurnReason } from '../../shared/contract/features.ts'
import type { CustomerDetail } from '../../shared/contract/customers.ts'
import type { FakeAnswers } from './fakeClient.ts'

/** The scored day and the test day of the stand-in shop, whose horizon is 60 days. */
export const SCORED_DAY = dayFromCivil(2025, 11, 12)
export const TEST_DAY = SCORED_DAY - 60

export const estimate = (value: number, half: number): ChurnEstimate => ({
  value,
  low: value - half,
  high: value + half,
})
export const NO_ESTIMATE: ChurnEstimate = { value: null, low: null, high: null }

const DECILE_LIFT = [3.1, 2.12, 1.48, 1.04, 0.74, 0.52, 0.39, 0.28, 0.2, 0.13]

/** A verdict on 12,480 customers of whom 26.5% left. */
export function verdictOf(part: Partial<ChurnVerdict> = {}): ChurnVerdict {
  const customers = part.customers ?? 12_480
  const baseRate = part.baseRate ?? 0.265
  const churned = part.churned ?? Math.round(customers * baseRate)
  const bins = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 10)
  const observed = bins.map((p, i) =>
    Math.min(
      0.97,
      Math.max(0.015, p + [0.01, 0.02, -0.01, 0.03, -0.03, -0.02, 0.04, -0.05, -0.02, -0.04][i]!),
    ),
  )
  const perDecile = customers / 10
  const leavers = DECILE_LIFT.map((lift) => Math.min(perDecile, lift * baseRate * perDecile))
  const threshold = Array.from({ length: 101 }, (_, i) => i / 100)
  // shares at or above a threshold, of leavers and of those who stay
  const caught = threshold.map((t) => 1 - t ** 1.7)
  const disturbed = threshold.map((t) => (1 - t) ** 2.6)
  return {
    customers,
    churned,
    baseRate,
    majorityAccuracy: Math.max(baseRate, 1 - baseRate),
    accuracy: estimate(0.802, 0.011),
    accuracyGain: estimate(0.067, 0.011),
    auc: estimate(0.842, 0.009),
    prAuc: estimate(0.671, 0.02),
    brier: estimate(0.141, 0.005),
    logLoss: estimate(0.438, 0.012),
    topDecileLift: estimate(3.1, 0.2),
    aucGainOverRecency: estimate(0.093, 0.012),
    calibration: {
      predicted: Float64Array.from(bins),
      observed: Float64Array.from(observed),
      low: Float64Array.from(observed, (value, i) => Math.max(0, value - 0.012 - i * 0.004)),
      high: Float64Array.from(observed, (value, i) => Math.min(1, value + 0.012 + i * 0.004)),
      customers: Float64Array.from([4100, 2600, 1700, 1200, 900, 700, 520, 390, 250, 120]),
    },
    deciles: {
      customers: new Float64Array(10).fill(perDecile),
      churned: Float64Array.from(leavers),
      lift: Float64Array.from(DECILE_LIFT),
      gain: Float64Array.from(DECILE_LIFT, (_, i) =>
        DECILE_LIFT.slice(0, i + 1).reduce((sum, lift) => sum + lift / 10, 0),
      ),
    },
    thresholds: {
      threshold: Float64Array.from(threshold),
      contacted: Float64Array.from(threshold, (_, i) =>
        Math.round(caught[i]! * churned + disturbed[i]! * (customers - churned)),
      ),
      churned: Float64Array.from(caught, (share) => Math.round(share * churned)),
      valueCaughtMinor: Float64Array.from(caught, (share) => share * churned * 42_000),
      valueMissedMinor: Float64Array.from(caught, (share) => (1 - share) * churned * 42_000),
    },
    ...part,
  }
}

const EMPTY = new Float64Array(0)
/** A verdict that could measure next to nothing. */
export const EMPTY_VERDICT: ChurnVerdict = verdictOf({
  customers: 0,
  churned: 0,
  baseRate: 0,
  majorityAccuracy: 1,
  accuracy: NO_ESTIMATE,
  accuracyGain: NO_ESTIMATE,
  auc: NO_ESTIMATE,
  prAuc: NO_ESTIMATE,
  brier: NO_ESTIMATE,
  logLoss: NO_ESTIMATE,
  topDecileLift: NO_ESTIMATE,
  aucGainOverRecency: null,
  calibration: { predicted: EMPTY, observed: EMPTY, low: EMPTY, high: EMPTY, customers: EMPTY },
  deciles: { customers: EMPTY, churned: EMPTY, lift: EMPTY, gain: EMPTY },
  thresholds: {
    threshold: EMPTY,
    contacted: EMPTY,
    churned: EMPTY,
    valueCaughtMinor: EMPTY,
    valueMissedMinor: EMPTY,
  },
})

const FEATURES = [
  [
    'logins-30-trend',
    'logins',
    '30 天登录与自己过去之比',
    'Logins of 30 days against own past',
    'ratio',
    0.168,
  ],
  ['overdue', 'rhythm', '距上次 ÷ 购买间隔', 'Days since last over own gap', 'ratio', 0.142],
  [
    'cart-30-trend',
    'carts',
    '30 天加购与自己过去之比',
    'Cart adds of 30 days against own past',
    'ratio',
    0.097,
  ],
  ['new-days', 'newArrivals', '多久没看新品', 'Days since new arrivals were viewed', 'days', 0.081],
  ['orders-90', 'orders', '90 天订单数', 'Orders in 90 days', 'count', 0.064],
  ['spend-180', 'spend', '180 天消费', 'Spend in 180 days', 'minor', 0.049],
  ['coupon-share', 'coupons', '用券订单占比', 'Share of orders with a coupon', 'share', 0.041],
  ['categories', 'variety', '180 天买过的品类数', 'Categories bought in 180 days', 'count', 0.033],
  ['tenure', 'tenure', '客龄', 'Tenure', 'days', 0.029],
  ['refunds', 'refunds', '180 天退款占比', 'Refund share of 180 days', 'share', 0.021],
] as const

const partOf = ([key, group, nameZh, nameEn, unit]: (typeof FEATURES)[number]) => ({
  key,
  group,
  nameZh,
  nameEn,
  unit,
})

const ADVICE: readonly (readonly ChurnMapCell['advice'][])[] = [
  ['watch', 'watch', 'watch'],
  ['watch', 'test', 'recall'],
  ['leave-alone', 'test', 'recall'],
]

const mapOf = (): ChurnMapCell[] =>
  ([0, 1, 2] as const).flatMap((level) =>
    ([0, 1, 2] as const).map((valueTier) => {
      const customers = [
        [3900, 3700, 3300],
        [1200, 1300, 1500],
        [900, 1000, 1284],
      ][level]![valueTier]!
      const valueMinor = customers * [8_000, 31_000, 118_000][valueTier]!
      const value = [
        [0, 0, 0],
        [0.004, 0.011, 0.024],
        [-0.006, 0.013, 0.031],
      ][level]![valueTier]!
      return {
        level,
        valueTier,
        customers,
        valueMinor,
        valueAtRiskMinor: valueMinor * [0.08, 0.36, 0.74][level]!,
        response:
          level === 0
            ? null
            : { value, low: value - 0.009, high: value + 0.009, treated: 2100, control: 900 },
        advice: ADVICE[level]![valueTier]!,
      }
    }),
  )

export function summaryOf(part: Partial<ChurnSummary> = {}): ChurnSummary {
  return {
    runId: 'churn-1',
    params: {
      source: {
        kind: 'history',
        asOfDay: SCORED_DAY,
        horizonDays: 60,
        testDay: null,
        alive: { purchases: true, events: [] },
      },
      model: 'auto',
      seed: 42,
    },
    engineVersion: '1.0.0',
    model: 'blend',
    calibration: 'isotonic',
    candidates: [
      { model: 'logistic', auc: 0.831, logLoss: 0.452, chosen: false },
      { model: 'boosted', auc: 0.839, logLoss: 0.443, chosen: false },
      { model: 'blend', auc: 0.844, logLoss: 0.437, chosen: true },
    ],
    horizonDays: 60,
    testDay: TEST_DAY,
    trainDays: [TEST_DAY - 180, TEST_DAY - 150, TEST_DAY - 120],
    validationDays: [TEST_DAY - 60],
    nTrainRows: 35_118,
    nFeatures: 214,
    conclusion: 'better',
    all: verdictOf(),
    recent: verdictOf({
      customers: 6120,
      baseRate: 0.181,
      accuracy: estimate(0.838, 0.014),
      accuracyGain: estimate(0.019, 0.013),
      auc: estimate(0.781, 0.014),
      aucGainOverRecency: estimate(0.131, 0.02),
      topDecileLift: estimate(3.4, 0.4),
    }),
    recentDays: 90,
    baselines: [
      {
        key: 'majority',
        accuracy: 0.735,
        auc: null,
        prAuc: null,
        brier: 0.195,
        logLoss: 0.578,
        topDecileLift: 1,
      },
      {
        key: 'recency',
        accuracy: 0.748,
        auc: 0.749,
        prAuc: 0.498,
        brier: 0.171,
        logLoss: 0.514,
        topDecileLift: 2.2,
      },
      {
        key: 'rfm',
        accuracy: 0.751,
        auc: 0.762,
        prAuc: 0.51,
        brier: 0.168,
        logLoss: 0.507,
        topDecileLift: 2.3,
      },
      {
        key: 'pActive',
        accuracy: 0.756,
        auc: 0.771,
        prAuc: 0.522,
        brier: 0.166,
        logLoss: 0.502,
        topDecileLift: 2.4,
      },
    ],
    recentBaselines: [
      {
        key: 'majority',
        accuracy: 0.819,
        auc: null,
        prAuc: null,
        brier: 0.148,
        logLoss: 0.473,
        topDecileLift: 1,
      },
      {
        key: 'recency',
        accuracy: 0.819,
        auc: 0.65,
        prAuc: 0.31,
        brier: 0.141,
        logLoss: 0.455,
        topDecileLift: 1.8,
      },
    ],
    drift: Array.from({ length: 6 }, (_, i) => ({
      testDay: TEST_DAY - 150 + i * 30,
      customers: 11_900 + i * 110,
      baseRate: 0.26 + (i % 3) * 0.006,
      auc: estimate([0.848, 0.851, 0.839, 0.846, 0.835, 0.842][i]!, 0.01),
      brier: 0.141,
      accuracy: 0.801,
      majorityAccuracy: 0.735,
      recencyAuc: [0.752, 0.748, 0.751, 0.747, 0.75, 0.749][i]!,
      recent: { customers: 6000, baseRate: 0.18, auc: 0.78 - i * 0.003, recencyAuc: 0.655 - i * 0.002 },
    })),
    importance: FEATURES.map((feature) => ({ ...partOf(feature), share: feature[5] })),
    importanceByGroup: FEATURE_GROUPS.slice(0, 12).map((group, i) => ({
      group,
      share: 0.24 * 0.76 ** i,
    })),
    partial: FEATURES.slice(0, 6).map((feature, f) => ({
      ...partOf(feature),
      value: Float64Array.from({ length: 20 }, (_, i) =>
        f === 5 ? i * 12_000 : f === 3 ? i * 4 : f === 4 ? i : i * 0.2 * (f + 1),
      ),
      pChurn: Float64Array.from(
        { length: 20 },
        (_, i) => 0.08 + 0.5 / (1 + Math.exp((f % 2 ? -1 : 1) * (i - 8) * 0.5)),
      ),
      ...(f !== 1 && {
        pLow: new Float64Array(20).fill(0.04),
        pHigh: new Float64Array(20).fill(0.71),
      }),
    })),
    signals: [
      signal('loginsFell', 9200, 1480, 0.58, 0.31, 21, 402),
      signal('cartAddsFell', 7400, 1120, 0.52, 0.22, 18, 311),
      signal('newArrivalsStopped', 6900, 1730, 0.44, 0.29, 26, 516),
      signal('twoOfThree', 6100, 690, 0.67, 0.17, 16, 188),
      signal('allThree', 6100, 214, 0.79, 0.06, 12, 57),
    ],
    map: mapOf(),
    levels: { medium: 0.3, high: 0.6 },
    scored: {
      asOfDay: SCORED_DAY,
      customers: 18_084,
      byLevel: [10_900, 4000, 3184],
      valueByLevelMinor: [610_000_000, 240_000_000, 205_000_000],
      expectedLeavers: 4786.4,
      valueAtRiskMinor: 287_000_000,
      newlyHigh: 1284,
      newlyHighValueMinor: 62_100_000,
      before: { asOfDay: SCORED_DAY - 30, scoredAtMs: Date.UTC(2025, 9, 13) },
    },
    notes: [
      { code: 'constant-features', values: { n: 3 } },
      { code: 'no-control-group', values: {} },
    ],
    trainedAtMs: Date.UTC(2025, 10, 13, 1, 20),
    elapsedMs: 18_400,
    ...part,
  }
}

function signal(
  key: string,
  observed: number,
  fired: number,
  hit: number,
  coverage: number,
  leadDays: number | null,
  firesNow: number,
) {
  return {
    key,
    isClassic: true,
    observed,
    fired,
    churnedFired: Math.round(fired * hit),
    hitRate: estimate(hit, 0.9 / Math.sqrt(fired)),
    baseRate: 0.265,
    lift: hit / 0.265,
    coverage,
    leadDays,
    firesNow,
  }
}

/** A labelled customer table: no days, no recent customers, no drift. */
export const labelledSummary = (part: Partial<ChurnSummary> = {}): ChurnSummary =>
  summaryOf({
    params: { source: { kind: 'label', attribute: 'Churn', positive: 'Yes' }, model: 'auto', seed: 42 },
    horizonDays: null,
    testDay: null,
    trainDays: [],
    validationDays: [],
    all: verdictOf({ aucGainOverRecency: null }),
    recent: null,
    recentBaselines: [],
    baselines: [
      {
        key: 'majority',
        accuracy: 0.735,
        auc: null,
        prAuc: null,
        brier: 0.195,
        logLoss: 0.578,
        topDecileLift: 1,
      },
    ],
    drift: [],
    signals: [],
    map: [],
    partial: [],
    notes: [],
    scored: {
      asOfDay: null,
      customers: 7043,
      byLevel: [4000, 1800, 1243],
      valueByLevelMinor: [0, 0, 0],
      expectedLeavers: 1869,
      valueAtRiskMinor: 0,
      newlyHigh: null,
      newlyHighValueMinor: null,
      before: null,
    },
    ...part,
  })

export function setupOf(part: Partial<ChurnSetup> = {}): ChurnSetup {
  const days = Array.from({ length: 181 }, (_, i) => i * 2)
  return {
    firstDay: dayFromCivil(2024, 1, 1),
    lastDay: SCORED_DAY,
    horizonCurve: {
      days: Float64Array.from(days),
      returnShare: Float64Array.from(days, (day) => 0.82 * Math.exp(-day / 29)),
      wrongShare: Float64Array.from(days, (day) => 0.3 + 0.52 * Math.exp(-day / 40)),
    },
    proposedHorizonDays: 61,
    lastTestDay: SCORED_DAY - 61,
    nFeatures: 214,
    featureGroups: FEATURE_GROUPS.slice(0, 18).map((group, i) => ({ group, n: 18 - ((i * 5) % 13) })),
    events: [
      { name: 'view', n: 612_400 },
      { name: 'login', n: 318_220 },
      { name: 'cartAdd', n: 92_118 },
      { name: 'viewNew', n: 74_402 },
      { name: 'search', n: 61_020 },
      { name: 'other:直播预约', n: 4012 },
    ],
    labels: [
      {
        attribute: 'Churn',
        values: [
          { value: 'No', n: 5174 },
          { value: 'Yes', n: 1869 },
        ],
        positive: 'Yes',
        isLikely: true,
      },
      {
        attribute: 'Contract',
        values: [
          { value: 'Month-to-month', n: 3875 },
          { value: 'One year', n: 1473 },
          { value: 'Two year', n: 1695 },
        ],
        positive: null,
        isLikely: false,
      },
    ],
    problem: null,
    ...part,
  }
}

export const PROFIT: ChurnProfit = {
  mpcMinor: 412,
  mpcShare: 0.21,
  mpcThreshold: 0.47,
  empcMinor: 438,
  empcShare: 0.23,
  recencyEmpcMinor: 251,
}

export const reason = (
  group: ChurnReason['group'],
  kind: ChurnReason['kind'],
  subject: ChurnReason['subject'],
  values: readonly number[],
  weight = 0.8,
): ChurnReason => ({
  group,
  kind,
  subject,
  values,
  weight,
  feature: { key: `${group}-1`, nameZh: '客龄', nameEn: 'Tenure', unit: 'days' },
})

const REASONS: readonly (readonly ChurnReason[])[] = [
  [
    reason('logins', 'fell', 'logins', [30, 4, 30], 1.2),
    reason('carts', 'fellShare', 'carts', [0.7, 30], 0.7),
    reason('newArrivals', 'noneFor', 'newArrivals', [41], 0.5),
  ],
  [reason('rhythm', 'overdue', 'rhythm', [3.4, 13, 44], 0.9)],
  [reason('coupons', 'share', 'coupons', [0.9], 0.4), reason('spend', 'fellShare', 'spend', [0.5, 90], 0.3)],
  [],
]

/** `n` customers of a list of `nMatched`, the first with number `first`. */
export function riskPageOf(nMatched: number, first = 0, n = Math.min(200, nMatched - first)): ChurnRiskPage {
  const row = <T>(make: (i: number) => T) => Array.from({ length: Math.max(0, n) }, (_, i) => make(first + i))
  const p = (i: number) => Math.max(0.004, 0.94 * 0.992 ** i)
  return {
    nMatched,
    matchedValueMinor: nMatched * 64_000,
    matchedValueAtRiskMinor: nMatched * 31_000,
    customerId: Uint32Array.from(row((i) => i + 1)),
    customerKey: row((i) => `U${String(42_266 + i * 37).padStart(7, '0')}`),
    pChurn: Float32Array.from(row(p)),
    pLow: Float32Array.from(row((i) => (i % 23 === 7 ? Number.NaN : Math.max(0, p(i) - 0.05)))),
    pHigh: Float32Array.from(row((i) => (i % 23 === 7 ? Number.NaN : Math.min(1, p(i) + 0.04)))),
    level: Uint8Array.from(row((i) => (p(i) >= 0.6 ? 2 : p(i) >= 0.3 ? 1 : 0))),
    levelBefore: Int8Array.from(row((i) => (i % 5 === 0 ? -1 : i % 4 === 1 ? 0 : i % 4 === 2 ? 1 : 2))),
    valueMinor: Float64Array.from(row((i) => 511_800 - ((i * 7919) % 480_000))),
    recencyDays: Int32Array.from(row((i) => (i % 31 === 3 ? -1 : 20 + ((i * 13) % 160)))),
    overdue: Float32Array.from(row((i) => (i % 9 === 4 ? Number.NaN : 0.6 + ((i * 17) % 40) / 10))),
    advice: row((i) => (['recall', 'test', 'leave-alone', 'watch'] as const)[i % 4]!),
    reasons: row((i) => REASONS[i % 4]!),
    monthlyMinor: Float32Array.from(
      { length: Math.max(0, n) * 12 },
      (_, i) => ((i * 31) % 9) * 1000 - (i % 40 === 0 ? 500 : 0),
    ),
  }
}

export function riskCustomerOf(part: Partial<ChurnCustomer> = {}): ChurnCustomer {
  const weekly = (start: number, fall: number) =>
    Uint32Array.from({ length: 26 }, (_, i) =>
      Math.max(0, Math.round(start - (i > 18 ? (i - 18) * fall : 0) + (i % 3) - 1)),
    )
  return {
    isScored: true,
    asOfDay: SCORED_DAY,
    pChurn: 0.83,
    pLow: 0.78,
    pHigh: 0.87,
    level: 2,
    valueMinor: 511_800,
    advice: 'recall',
    reasons: [...REASONS[0]!, reason('tenure', 'level', 'tenure', [812], -0.4)],
    history: {
      day: Int32Array.from([150, 120, 90, 60, 30, 0], (before) => SCORED_DAY - before),
      pChurn: Float32Array.from([0.12, 0.14, 0.11, 0.22, 0.51, 0.83]),
    },
    signals: [
      { subject: 'login', weekly: weekly(7, 0.9) },
      { subject: 'view', weekly: weekly(12, 1.4) },
      { subject: 'cartAdd', weekly: weekly(3, 0.5) },
      { subject: 'viewNew', weekly: weekly(2, 0.5) },
      {
        subject: 'orders',
        weekly: Uint32Array.from({ length: 26 }, (_, i) => (i < 20 && i % 3 === 0 ? 1 : 0)),
      },
    ],
    ...part,
  }
}

const DETAIL: CustomerDetail = {
  customerId: 1,
  customerKey: 'U0042266',
  asOfDay: SCORED_DAY,
  firstDay: SCORED_DAY - 812,
  lastOrderDay: SCORED_DAY - 44,
  nOrders: 38,
  nRefunds: 1,
  netMinor: 1_284_000,
  averageOrderMinor: 33_790,
  gapDays: 13,
  overdue: 3.4,
  attributes: [{ name: 'city', value: '杭州' }],
  events: Array.from({ length: 6 }, (_, i) => ({
    timeSeconds: (SCORED_DAY - 44 - i * 13) * 86_400 + 34_200,
    kind: 'purchase' as const,
    label: `A${1042 - i}`,
    amountMinor: 33_800 - i * 900,
    quantity: 1,
    product: 'TEA',
    channel: '',
    importId: 1,
    line: 120 - i,
  })),
  nEvents: 6,
  monthlyMinor: Float64Array.from({ length: 24 }, (_, i) => (i > 21 ? 0 : 40_000 + ((i * 37) % 30) * 1000)),
  topProducts: [{ product: 'TEA', orders: 4, lastDay: SCORED_DAY - 44 }],
}

/** A backend with a trained model; for screens in tests and in the preview. */
export const churnAnswers = (part: FakeAnswers = {}): FakeAnswers => ({
  'churn.current': () => ({ summary: summaryOf(), isStale: false }),
  'churn.setup': () => setupOf(),
  'churn.profit': () => PROFIT,
  'churn.page': ({ offset, limit }) => riskPageOf(3184, offset, Math.min(limit, 3184 - offset)),
  'churn.customer': () => riskCustomerOf(),
  'customers.detail': ({ customerId }) => ({ ...DETAIL, customerId }),
  ...part,
})
