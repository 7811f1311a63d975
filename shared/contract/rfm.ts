import { z } from './zod.ts'

/**
 * How raw values become scores. `quantile`: equal shares of members, ties stay together on the side of the smaller raw
 * value (equal frequencies and sums in the lower level, equal recencies in the better one); `fixed`: own cut points,
 * ascending, in days / orders / minor units; `mean`, `median`: two levels. At or above a fixed cut, mean or median
 * counts as high (R: at or below).
 */
export const rfmScoringSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('quantile'), levels: z.int().min(2).max(10) }),
  z.strictObject({
    method: z.literal('fixed'),
    r: z.array(z.number()).min(1).max(9),
    f: z.array(z.number()).min(1).max(9),
    m: z.array(z.number()).min(1).max(9),
  }),
  z.strictObject({ method: z.literal('mean') }),
  z.strictObject({ method: z.literal('median') }),
])
/** See `rfmScoringSchema`. */
export type RfmScoring = z.infer<typeof rfmScoringSchema>

/** Hue family of a segment: same colour and meaning on every screen. */
export const SEGMENT_FAMILIES = ['core', 'keep', 'develop', 'winback'] as const
/** One of the hue families. */
export type SegmentFamily = (typeof SEGMENT_FAMILIES)[number]

const levels = z.array(z.int().min(1).max(10)).min(1)

/** One rule: a box of scores (1 = worst .. levels = best) that belongs to a segment. Absent dimension = any score. */
export const segmentRuleSchema = z.strictObject({
  segment: z.string().min(1).max(60),
  r: levels.optional(),
  f: levels.optional(),
  m: levels.optional(),
})

/** A scheme: scoring, segments in order of display, rules. The format of `--scheme FILE.json` and of saved schemes. */
export const rfmSchemeSchema = z.strictObject({
  key: z.string().min(1).max(60),
  nameZh: z.string().max(60),
  nameEn: z.string().max(60),
  scoring: rfmScoringSchema,
  segments: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(60),
        nameZh: z.string().max(60),
        nameEn: z.string().max(60),
        family: z.enum(SEGMENT_FAMILIES),
        lowSpend: z.boolean(),
      }),
    )
    .min(1)
    .max(30),
  rules: z.array(segmentRuleSchema).max(500),
})
/** See `rfmSchemeSchema`. */
export type RfmScheme = z.infer<typeof rfmSchemeSchema>
/** One segment of a scheme. */
export type RfmSegment = RfmScheme['segments'][number]

/** Keys of the built-in schemes. */
export const BUILT_IN_SCHEMES = ['mean8', 'median8', 'segments11', 'tercile'] as const

/**
 * What to score. `scheme` is a built-in key or a whole scheme. `gridLevels` is the R x F heat map's own quantile
 * scoring, beside the scheme. `compareDays` > 0 also scores `asOfDay - compareDays` for the change columns.
 */
export const rfmParamsSchema = z.strictObject({
  asOfDay: z.int(),
  windowDays: z.int().min(1).max(36_500).nullable(),
  frequency: z.enum(['orders', 'order-days']),
  scheme: z.union([z.enum(BUILT_IN_SCHEMES), rfmSchemeSchema]),
  compareDays: z.int().min(0).max(3_650),
})
/** See `rfmParamsSchema`. */
export type RfmParams = z.infer<typeof rfmParamsSchema>

/** One segment's totals at the as-of day. Money in minor units, net in the window. */
export interface RfmSegmentTotals {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly family: SegmentFamily
  readonly lowSpend: boolean
  readonly customers: number
  readonly orders: number
  readonly revenueMinor: number
  /** members of the segment at the compare day, null without one */
  readonly customersBefore: number | null
}

/** A histogram with the engine's own edges: `counts[i]` members with edges[i] <= value < edges[i+1]. */
export interface RfmHistogram {
  readonly edges: Float64Array
  readonly counts: Uint32Array
  readonly logScale: boolean
}

/** A customer's move between families that the finding tells. */
export interface RfmSlip {
  readonly fromKey: string
  /** "none" = fell out of the window */
  readonly toKey: string
  readonly customers: number
  /** their revenue in the 365 days before the as-of day, minor units */
  readonly yearlyRevenueMinor: number
}

/** Everything the RFM screen shows but the table. Arrays are 25 = 5 x 5, row R5..R1, column F1..F5. */
export interface RfmSummary {
  readonly params: RfmParams
  readonly engineVersion: string
  readonly nMembers: number
  /** known customers with a purchase or refund in the window (all history: by the as-of day) but no order in it */
  readonly nOthers: number
  readonly nOrders: number
  /** net revenue of members in the window */
  readonly revenueMinor: number
  /** net revenue of members and others in the window */
  readonly revenueAllMinor: number
  /** cut points of the scheme's scoring: ascending upper bounds (R) / lower bounds (F, M) between neighbouring levels */
  readonly cuts: {
    readonly r: readonly number[]
    readonly f: readonly number[]
    readonly m: readonly number[]
  }
  readonly segments: readonly RfmSegmentTotals[]
  /** the 5 x 5 grid and its own quintile cut points */
  readonly gridCustomers: Uint32Array
  readonly gridRevenueMinor: Float64Array
  /** the same 5 x 5 at the compare day, scored by the cut points of today's grid; null without one */
  readonly gridCustomersBefore: Uint32Array | null
  readonly gridCuts: {
    readonly r: readonly number[]
    readonly f: readonly number[]
    readonly m: readonly number[]
  }
  readonly histograms: { readonly r: RfmHistogram; readonly f: RfmHistogram; readonly m: RfmHistogram }
  readonly slips: readonly RfmSlip[]
  readonly compareDay: number | null
  readonly elapsedMs: number
}

/** Which members a table, a count or an export is about. All given parts must hold. */
export const rfmFilterSchema = z.strictObject({
  segments: z.array(z.string()).optional(),
  /** cells of the grid as r * 10 + f, scores 1..5 */
  cells: z.array(z.int()).optional(),
  change: z.enum(['down', 'up', 'same', 'new']).optional(),
  /** part of a customer key, case-insensitive */
  search: z.string().max(200).optional(),
  recencyDays: z.tuple([z.number(), z.number()]).optional(),
  frequency: z.tuple([z.number(), z.number()]).optional(),
  monetaryMinor: z.tuple([z.number(), z.number()]).optional(),
})
/** See `rfmFilterSchema`. */
export type RfmFilter = z.infer<typeof rfmFilterSchema>

/** Columns that the customer table can be sorted by. */
export const RFM_SORTS = [
  'customer',
  'segment',
  'change',
  'recency',
  'frequency',
  'monetary',
  'gap',
  'overdue',
] as const
/** One of the sorts. */
export type RfmSort = (typeof RFM_SORTS)[number]

/** A page of customers as columns. -1 and NaN mean "none"; segment numbers index `RfmSummary.segments`. */
export interface RfmPage {
  readonly nMatched: number
  readonly matchedRevenueMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  readonly segment: Int8Array
  readonly segmentBefore: Int8Array
  readonly recencyDays: Int32Array
  readonly frequency: Uint32Array
  readonly monetaryMinor: Float64Array
  /** scheme scores, 1 = worst */
  readonly rScore: Uint8Array
  readonly fScore: Uint8Array
  readonly mScore: Uint8Array
  /** median days between order days; NaN below 2 order days */
  readonly gapDays: Float32Array
  /** recency / gapDays */
  readonly overdue: Float32Array
  /** 12 months up to the as-of day, minor units, row-major nRows x 12 */
  readonly monthlyMinor: Float32Array
}

/** A problem of a scheme. Error = the scheme cannot be used; warning = it can, and is told. */
export interface RfmLintIssue {
  readonly severity: 'error' | 'warning'
  readonly code:
    | 'overlap'
    | 'uncovered'
    | 'unreachable-rule'
    | 'unreachable-segment'
    | 'score-out-of-range'
    | 'unknown-segment'
    | 'duplicate-segment'
    | 'cuts-not-ascending'
    | 'no-rules'
  /** 0-based rule number, -1 when it is about no one rule */
  readonly rule: number
  readonly otherRule: number
  /** a score combination that shows it ("3-1-5"), the segment's key, or a cut's path ("scoring.m[1]") */
  readonly example: string
  /** how many combinations are concerned */
  readonly combinations: number
}

/**
 * Tier migration between two days under one scheme. Square matrices over `tiers` (the scheme's segments, then
 * `none` = not a member), row = from, row-major.
 */
export interface RfmMigration {
  readonly fromDay: number
  readonly toDay: number
  readonly tiers: readonly {
    key: string
    nameZh: string
    nameEn: string
    family: SegmentFamily | null
    lowSpend: boolean
  }[]
  readonly customers: Uint32Array
  /** revenue of those customers in the window that ends at fromDay / at toDay */
  readonly revenueBeforeMinor: Float64Array
  readonly revenueAfterMinor: Float64Array
  /** share kept (diagonal) by tier is derived; rank of tiers from best (0) to worst decides up or down */
  readonly rank: Uint8Array
  /** of the members at fromDay; leaving the window is down, joining counts nowhere */
  readonly nUp: number
  readonly nDown: number
  readonly nSame: number
  readonly elapsedMs: number
}

/** Downgraded customers ranked by what can still be saved = value before x share of the rhythm not yet missed. */
export interface DowngradePage {
  readonly nMatched: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  /** numbers of tiers; `to` = number of segments: fell out of the window */
  readonly from: Int8Array
  readonly to: Int8Array
  readonly recencyDays: Int32Array
  readonly gapDays: Float32Array
  readonly overdue: Float32Array
  /** net spend in the 365 days before the from-day */
  readonly yearlyMinor: Float64Array
  /** the rank: yearlyMinor x a fall-off with overdue; the formula is in its provenance */
  readonly savableMinor: Float64Array
}
