import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { Timeline } from '../../../shared/contract/project.ts'
import type {
  DowngradePage,
  RfmHistogram,
  RfmMigration,
  RfmPage,
  RfmParams,
  RfmScheme,
  RfmSummary,
} from '../../../shared/contract/rfm.ts'
import { MEAN_8 } from '../../../shared/analytics/rfm/eightTypes.ts'

/** The day that the stand-in shop is looked at. */
export const AS_OF = dayFromCivil(2025, 11, 12)

export const PARAMS: RfmParams = {
  asOfDay: AS_OF,
  windowDays: 365,
  frequency: 'orders',
  scheme: 'mean8',
  compareDays: 30,
}

const histogram = (edges: readonly number[], logScale: boolean): RfmHistogram => ({
  edges: Float64Array.from(edges),
  counts: Uint32Array.from({ length: edges.length - 1 }, (_, i) => 5 + ((i * 7) % 11)),
  logScale,
})

/** A summary as the engine makes it; every part may be replaced. */
export function summaryOf(part: Partial<RfmSummary> = {}): RfmSummary {
  const asOfDay = part.params?.asOfDay ?? AS_OF
  return {
    params: PARAMS,
    engineVersion: '1.0.0',
    nMembers: 1000,
    nOthers: 34,
    nOrders: 3200,
    revenueMinor: 90_000_000,
    revenueAllMinor: 90_100_000,
    cuts: { r: [97.5], f: [3.2], m: [90_000.4] },
    segments: MEAN_8.segments.map((segment, i) => ({
      ...segment,
      customers: 200 - i * 20,
      orders: 900 - i * 100,
      revenueMinor: 40_000_000 - i * 5_500_000,
      customersBefore: 190 - i * 18,
    })),
    gridCustomers: Uint32Array.from({ length: 25 }, (_, i) => 40 + ((i * 13) % 29)),
    gridRevenueMinor: Float64Array.from({ length: 25 }, (_, i) => 3_600_000 - i * 100_000),
    gridCustomersBefore: Uint32Array.from({ length: 25 }, (_, i) => 38 + ((i * 11) % 31)),
    gridCuts: { r: [12, 31, 74, 168], f: [2, 3, 4, 7], m: [8_900, 17_800, 34_200, 74_200] },
    histograms: {
      r: histogram([0, 10, 20, 30, 60, 365], false),
      f: histogram([1, 2, 3, 4, 5, 40], false),
      m: histogram([-5000, 100, 1000, 10_000, 100_000, 1_000_000], true),
    },
    slips: [{ fromKey: 'core-high', toKey: 'keep-high', customers: 17, yearlyRevenueMinor: 2_104_000 }],
    compareDay: asOfDay - 30,
    elapsedMs: 9,
    ...part,
  }
}

export const SCHEMES: readonly (RfmScheme & { builtIn: boolean })[] = [{ ...MEAN_8, builtIn: true }]

export const TIMELINE: Timeline = {
  weekStartDay: Int32Array.from({ length: 98 }, (_, i) => dayFromCivil(2024, 1, 1) + i * 7),
  orders: Uint32Array.from({ length: 98 }, (_, i) => 600 + ((i * 37) % 180)),
  revenueMinor: Float64Array.from({ length: 98 }, (_, i) => (600 + ((i * 37) % 180)) * 12_000),
}

/** `n` customers of a page of `nMatched`, the first with number `first`. */
export function pageOf(nMatched: number, first = 0, n = Math.min(200, nMatched - first)): RfmPage {
  const row = <T>(make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(first + i))
  return {
    nMatched,
    matchedRevenueMinor: nMatched * 1000,
    customerId: Uint32Array.from(row((i) => i + 1)),
    customerKey: row((i) => `U${String(i).padStart(7, '0')}`),
    segment: Int8Array.from(row((i) => i % 8)),
    segmentBefore: Int8Array.from(row((i) => (i % 5 === 0 ? -1 : (i + 1) % 8))),
    recencyDays: Int32Array.from(row((i) => i % 300)),
    frequency: Uint32Array.from(row((i) => 1 + (i % 9))),
    monetaryMinor: Float64Array.from(row((i) => 900_000 - i * 100)),
    rScore: Uint8Array.from(row(() => 2)),
    fScore: Uint8Array.from(row(() => 1)),
    mScore: Uint8Array.from(row(() => 2)),
    gapDays: Float32Array.from(row((i) => (i % 3 === 0 ? Number.NaN : 20))),
    overdue: Float32Array.from(row((i) => (i % 3 === 0 ? Number.NaN : 1.4))),
    monthlyMinor: new Float32Array(n * 12).fill(500),
  }
}

/** Three tiers and "no order": 10 slip from the first to the second, 4 leave, 6 rise, 8 are new. */
export function migrationOf(part: Partial<RfmMigration> = {}): RfmMigration {
  const tier = (key: string, family: 'core' | 'keep' | 'winback' | null) => ({
    key,
    nameZh: key === 'none' ? '' : `层${key}`,
    nameEn: key === 'none' ? '' : `Tier ${key}`,
    family,
    lowSpend: false,
  })
  return {
    fromDay: AS_OF - 30,
    toDay: AS_OF,
    tiers: [tier('a', 'core'), tier('b', 'keep'), tier('c', 'winback'), tier('none', null)],
    customers: Uint32Array.of(100, 10, 0, 4, 6, 80, 3, 0, 0, 0, 50, 0, 0, 0, 8, 0),
    revenueBeforeMinor: Float64Array.of(
      ...[1_000_000, 90_000, 0, 20_000],
      ...[40_000, 500_000, 7000, 0],
      ...[0, 0, 100_000, 0],
      ...[0, 0, -300, 0],
    ),
    revenueAfterMinor: Float64Array.of(
      ...[1_010_000, 60_000, 0, 0],
      ...[70_000, 510_000, 4000, 0],
      ...[0, 0, 90_000, 0],
      ...[0, 0, 30_000, 0],
    ),
    rank: Uint8Array.of(0, 1, 2, 3),
    nUp: 6,
    nDown: 17,
    nSame: 230,
    elapsedMs: 12,
    ...part,
  }
}

export const DOWNGRADES: DowngradePage = {
  nMatched: 2,
  customerId: Uint32Array.of(7, 9),
  customerKey: ['U0000007', 'U0000009'],
  from: Int8Array.of(0, 0),
  to: Int8Array.of(1, 3),
  recencyDays: Int32Array.of(44, 300),
  gapDays: Float32Array.of(13, Number.NaN),
  overdue: Float32Array.of(3.4, Number.NaN),
  yearlyMinor: Float64Array.of(511_800, 100_000),
  savableMinor: Float64Array.of(97_000, 12_000),
}
