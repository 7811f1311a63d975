import fc from 'fast-check'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { condense, type CustomerDays } from '../../../shared/analytics/ledger/customerDays.ts'
import type { RfmView } from '../../../shared/analytics/rfm/index.ts'
import type { RfmScheme } from '../../../shared/contract/rfm.ts'

export const N_CUSTOMERS = 12

/** Few customers, days and amounts, so that ties, shared orders, refunds and zero amounts are common. */
export const purchases: fc.Arbitrary<PlainPurchase[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 0, max: N_CUSTOMERS - 1 }),
    day: fc.integer({ min: 100, max: 160 }),
    minute: fc.integer({ min: 0, max: 3 }),
    amountMinor: fc.oneof(fc.integer({ min: -900, max: 2_000 }), fc.constantFrom(-500, 0, 500, 500, 1_000)),
    order: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 80, size: 'max' },
)

export const views: fc.Arbitrary<RfmView> = fc.record({
  asOfDay: fc.integer({ min: 95, max: 170 }),
  windowDays: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 70 })),
  frequency: fc.constantFrom('orders', 'order-days'),
})

export function daysOf(lines: readonly PlainPurchase[]): CustomerDays {
  return condense(buildLedger(lines, N_CUSTOMERS))
}

const scoreSet = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), {
  nil: undefined,
})

/** Schemes that are mostly broken in some way: gaps, overlaps, unknown segments, scores out of range, falling cuts. */
export const schemes: fc.Arbitrary<RfmScheme> = fc
  .record({
    scoring: fc.oneof(
      fc.record({ method: fc.constant('quantile' as const), levels: fc.integer({ min: 2, max: 4 }) }),
      fc.record({
        method: fc.constant('fixed' as const),
        r: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 2 }),
        f: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 2 }),
        m: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 2 }),
      }),
      fc.constant({ method: 'mean' as const }),
    ),
    keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
    rules: fc.array(
      fc.record({ segment: fc.constantFrom('a', 'b', 'c'), r: scoreSet, f: scoreSet, m: scoreSet }),
      { maxLength: 8 },
    ),
  })
  .map(({ scoring, keys, rules }) => ({
    key: 'own',
    nameZh: '自定义',
    nameEn: 'Own',
    scoring,
    segments: keys.map((key) => ({
      key,
      nameZh: key,
      nameEn: key,
      family: 'core' as const,
      lowSpend: false,
    })),
    rules: rules.map(({ segment, r, f, m }) => ({
      segment,
      ...(r === undefined ? {} : { r }),
      ...(f === undefined ? {} : { f }),
      ...(m === undefined ? {} : { m }),
    })),
  }))
