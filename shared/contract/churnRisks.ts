import type { ChurnMapCell } from './churn.ts'
import type { ChurnReason } from './features.ts'
import { z } from './zod.ts'

/** Which scored customers. All given parts must hold. */
export const churnFilterSchema = z.strictObject({
  /** 0 low, 1 medium, 2 high */
  levels: z.array(z.int().min(0).max(2)).optional(),
  valueTiers: z.array(z.int().min(0).max(2)).optional(),
  /** high now, not high at the scoring before */
  newlyHigh: z.boolean().optional(),
  advice: z.array(z.enum(['recall', 'test', 'leave-alone', 'watch'])).optional(),
  /** bought within the last 90 days */
  recentOnly: z.boolean().optional(),
  search: z.string().max(200).optional(),
})
/** See `churnFilterSchema`. */
export type ChurnFilter = z.infer<typeof churnFilterSchema>

/** Columns of the risk list that it can be sorted by. */
export const CHURN_SORTS = [
  'customer',
  'risk',
  'value',
  'valueAtRisk',
  'recency',
  'overdue',
  'change',
] as const
/** One of the sorts. */
export type ChurnSort = (typeof CHURN_SORTS)[number]

/** A page of the risk list as columns; -1 and NaN mean "none". */
export interface ChurnRiskPage {
  readonly nMatched: number
  readonly matchedValueMinor: number
  readonly matchedValueAtRiskMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  readonly pChurn: Float32Array
  /** how many of the test customers scored alike did leave, as a 95% interval */
  readonly pLow: Float32Array
  readonly pHigh: Float32Array
  readonly level: Uint8Array
  readonly levelBefore: Int8Array
  /** net spend in the 365 days before the scored day */
  readonly valueMinor: Float64Array
  readonly recencyDays: Int32Array
  readonly overdue: Float32Array
  readonly advice: readonly ChurnMapCell['advice'][]
  /** strongest first, at most three toward risk */
  readonly reasons: readonly (readonly ChurnReason[])[]
  /** 12 months up to the scored day, minor units, row-major nRows x 12 */
  readonly monthlyMinor: Float32Array
}

/** One customer's risk for the drawer; `isScored` false = he was not eligible at the scored day. */
export interface ChurnCustomer {
  readonly isScored: boolean
  readonly asOfDay: number | null
  readonly pChurn: number
  readonly pLow: number
  readonly pHigh: number
  readonly level: 0 | 1 | 2
  readonly valueMinor: number
  readonly advice: ChurnMapCell['advice']
  /** toward risk and away from it, strongest first */
  readonly reasons: readonly ChurnReason[]
  /** his pChurn by the same model at earlier days, oldest first, the scored day last */
  readonly history: { readonly day: Int32Array; readonly pChurn: Float32Array }
  /** counts by week, 26 weeks that end at the scored day, oldest first; `subject` is a behaviour, `orders` or `contacts` */
  readonly signals: readonly { readonly subject: string; readonly weekly: Uint32Array }[]
}
