import { z } from './zod.ts'

/** A limit that a customer must reach: the mean or median of all buyers of the window, a number, or none (null). */
const limit = z.union([z.enum(['mean', 'median']), z.number().min(0).max(1e12), z.null()])

/**
 * Who is a core customer of a month: a buyer of the `windowMonths` calendar months before it who reaches both limits there.
 * `frequency` counts orders, `spendMinor` money; `spendOf` `gross` = lines above 0, `net` = refunds taken off on their own
 * day. Ties count as reached. Nothing of the month itself enters, so nobody is core by hindsight.
 */
export const coreDefinitionSchema = z.strictObject({
  windowMonths: z.int().min(1).max(36),
  frequency: limit,
  spendMinor: limit,
  spendOf: z.enum(['gross', 'net']),
})
/** See `coreDefinitionSchema`. */
export type CoreDefinition = z.infer<typeof coreDefinitionSchema>

/** Orders and spend at or above the mean of the six months before. */
export const DEFAULT_CORE_DEFINITION: CoreDefinition = {
  windowMonths: 6,
  frequency: 'mean',
  spendMinor: 'mean',
  spendOf: 'gross',
}

/** What to compute; nothing after `asOfDay` is read (null = the last day of the ledger). */
export const northStarParamsSchema = z.strictObject({
  asOfDay: z.int().nullable(),
  definition: coreDefinitionSchema,
})
/** See `northStarParamsSchema`. */
export type NorthStarParams = z.infer<typeof northStarParamsSchema>

/** A share with its 95% Wilson interval; null where nobody is in the denominator. */
export type NorthStarShare = { readonly value: number; readonly low: number; readonly high: number } | null

/**
 * Groups of the core by orders a month of the window: below the first bound, from it to below the second, ..., from the last
 * bound on. The same in every month, so that a change of who is core can be told from a change of what they do.
 */
export const CORE_RATE_BOUNDS = [0.5, 1, 2] as const

/** Groups of the core by calendar months since that of the first purchase; bounds as in `CORE_RATE_BOUNDS`. */
export const CORE_TENURE_BOUNDS = [6, 12, 24] as const

/** Core customers of a group, and those of them who bought in the month. */
export interface NorthStarGroup {
  readonly core: number
  readonly coreActive: number
}

/** One calendar month. Buyers = customers with a line above 0; orders stand on the day of their first such line. */
export interface NorthStarMonth {
  /** first day of the month */
  readonly monthDay: number
  /** the as-of day is at or after the month's last day; the figures of an unfinished month can only rise */
  readonly isFinished: boolean
  /** the ledger reaches back over the whole window; before that the core is smaller than it should be */
  readonly isWindowComplete: boolean
  /** buyers of the window, and the limits that made some of them core */
  readonly windowBuyers: number
  readonly frequencyLimit: number | null
  readonly spendLimitMinor: number | null
  readonly core: number
  /** core customers who bought in the month */
  readonly coreActive: number
  /** the North Star: coreActive / core */
  readonly northStar: NorthStarShare
  /** against the core of the month before */
  readonly entered: number
  readonly left: number
  readonly buyers: number
  readonly orders: number
  readonly revenueMinor: number
  readonly coreRevenueMinor: number
  /** 复购率: buyers with two orders or more / buyers */
  readonly repeatBuyers: number
  readonly repurchaseRate: NorthStarShare
  /** 回购率: buyers of the month before who buy again / buyers of the month before */
  readonly buyersBefore: number
  readonly returned: number
  readonly returnRate: NorthStarShare
  /** the core by `CORE_RATE_BOUNDS` and by `CORE_TENURE_BOUNDS` */
  readonly byRate: readonly NorthStarGroup[]
  readonly byTenure: readonly NorthStarGroup[]
  /** sum of the lines above 0, and of those paid with a coupon */
  readonly grossMinor: number
  readonly couponMinor: number
  /** orders whose first line above 0 was paid with a coupon */
  readonly couponOrders: number
  /** customers with two orders or more in the window, and those of them who had a coupon in every one */
  readonly windowRepeat: number
  readonly windowCouponOnly: number
}

/** Who was contacted in a calendar month, from imported contacts; held-out customers are not counted. */
export interface NorthStarRecall {
  readonly monthDay: number
  /** names of the campaigns, in order of their size */
  readonly campaigns: readonly string[]
  readonly contacts: number
  readonly customers: number
}

/** The board's numbers, months ascending from the first of the ledger to that of the as-of day. */
export interface NorthStarBoard {
  readonly params: NorthStarParams
  readonly engineVersion: string
  readonly asOfDay: number
  /** a purchase up to the as-of day is marked as paid with a coupon; without one nothing is known of coupons */
  readonly hasCoupons: boolean
  readonly months: readonly NorthStarMonth[]
  /** months with contacts up to the as-of day, ascending */
  readonly recalls: readonly NorthStarRecall[]
}

/** Lists of a month: its core, and who is or is not in it compared with the month before. */
export const NORTH_STAR_LISTS = ['core', 'entered', 'left'] as const
/** One of them. */
export type NorthStarList = (typeof NORTH_STAR_LISTS)[number]

/** Columns that a list can be sorted by. */
export const NORTH_STAR_SORTS = [
  'customer',
  'orders',
  'spend',
  'ordersBefore',
  'spendBefore',
  'monthOrders',
  'tenure',
] as const
/** One of them. */
export type NorthStarSort = (typeof NORTH_STAR_SORTS)[number]

/** Customers of a month's list. `didBuy`: only those who bought in the month, or only those who did not (null = all). */
export const northStarListSchema = z.strictObject({
  ...northStarParamsSchema.shape,
  /** first day of the month */
  monthDay: z.int(),
  list: z.enum(NORTH_STAR_LISTS),
  didBuy: z.boolean().nullable(),
  search: z.string().max(200),
})
/** See `northStarListSchema`. */
export type NorthStarListQuery = z.infer<typeof northStarListSchema>

/**
 * A page of such a list as columns. `orders`, `spendMinor`: in the month's window, as the definition counts them;
 * `ordersBefore`, `spendBeforeMinor`: in the window of the month before; `tenureMonths`: calendar months since that of the first
 * purchase. `nBought`: of all that match, those who bought in the month.
 */
export interface NorthStarPage {
  readonly nMatched: number
  readonly nBought: number
  readonly matchedSpendMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  readonly orders: Uint32Array
  readonly spendMinor: Float64Array
  readonly ordersBefore: Uint32Array
  readonly spendBeforeMinor: Float64Array
  readonly monthOrders: Uint32Array
  readonly monthSpendMinor: Float64Array
  readonly tenureMonths: Uint16Array
}

/** What the project keeps for the board: the rule of the core, and the share that is aimed at; null = never set. */
export const northStarPreferencesSchema = z.strictObject({
  definition: coreDefinitionSchema.nullable(),
  targetShare: z.number().gt(0).max(1).nullable(),
})
/** See `northStarPreferencesSchema`. */
export type NorthStarPreferences = z.infer<typeof northStarPreferencesSchema>
