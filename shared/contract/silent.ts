import type { Interval } from './winbackResult.ts'
import { z } from './zod.ts'

/** What a silent customer was worth before, best first. */
export const POTENTIALS = ['high', 'medium', 'low'] as const
/** One of them. */
export type Potential = (typeof POTENTIALS)[number]

const limit = z.union([z.enum(['mean', 'median']), z.number().min(0).max(1e12), z.null()])

/**
 * Points for what a customer did before falling silent: one for an order rate (orders in 30 days from the first order to the
 * last sign of life, at least 30 days) at or above `ordersPer30Days`, one for a mean order at or above `basketMinor`, one for at
 * least `categoryShare` of the spend in high-value categories (null = does not count). `mean`, `median`: of the silent who have
 * ordered; null = no point for it. `highFrom`, `mediumFrom`: points that a potential needs. Who never ordered is low.
 */
export const potentialRuleSchema = z.strictObject({
  ordersPer30Days: limit,
  basketMinor: limit,
  categoryShare: z.number().min(0.01).max(1).nullable(),
  highFrom: z.int().min(1).max(3),
  mediumFrom: z.int().min(1).max(3),
})
/** See `potentialRuleSchema`. */
export type PotentialRule = z.infer<typeof potentialRuleSchema>

/** Two points of three are high, one is medium. */
export const DEFAULT_POTENTIAL_RULE: PotentialRule = {
  ordersPer30Days: 'mean',
  basketMinor: 'mean',
  categoryShare: 0.3,
  highFrom: 2,
  mediumFrom: 1,
}

/** What can be wrong with a rule; worded in both languages elsewhere. */
export const POTENTIAL_RULE_PROBLEMS = ['no-points', 'high-unreachable', 'medium-above-high'] as const
/** One of them. */
export type PotentialRuleProblem = (typeof POTENTIAL_RULE_PROBLEMS)[number]

/** The first thing that is wrong with a rule, or null. */
export function potentialRuleProblem(rule: PotentialRule): PotentialRuleProblem | null {
  const points = [rule.ordersPer30Days, rule.basketMinor, rule.categoryShare].filter((part) => part !== null)
  if (points.length === 0) return 'no-points'
  if (rule.highFrom > points.length) return 'high-unreachable'
  return rule.mediumFrom > rule.highFrom ? 'medium-above-high' : null
}

/**
 * What to look at. `asOfDay`: nothing later is read (null = the last day of any data). `silenceDays`: S (null = proposed).
 * `marginRate` of spend. Fails with `input-invalid` for a rule that `potentialRuleProblem` refuses.
 */
export const silentParamsSchema = z.strictObject({
  asOfDay: z.int().nullable(),
  silenceDays: z.int().min(2).max(730).nullable(),
  rule: potentialRuleSchema,
  marginRate: z.number().gt(0).max(1),
})
/** See `silentParamsSchema`. */
export type SilentParams = z.infer<typeof silentParamsSchema>

/** Margin that the screen begins with. */
export const DEFAULT_SILENT_MARGIN = 0.3

/**
 * The silence proposed from gaps between days with any sign of life. `returnShare[t]`: of those silent for t days, the share that
 * came back later within the observed time (Kaplan-Meier). S is the first day at which at most half did, rounded up to 5 days and
 * kept below the churn horizon H. `reason`: `ok`; `few-gaps` = a default; `below-horizon` = held below H.
 */
export interface SilenceProposal {
  readonly days: number
  readonly reason: 'ok' | 'few-gaps' | 'below-horizon'
  readonly curveDays: number | null
  readonly horizonDays: number
  readonly nGaps: number
  readonly returnShare: Float64Array
}

/** The base at the end of a month, or at the as-of day: customers seen before, those silent, and who changed since the month before. */
export interface SilentMonth {
  readonly day: number
  readonly seen: number
  readonly silent: number
  readonly fellSilent: number
  readonly cameBack: number
}

/** A thing that can be done to a silent customer. `couponFaceMinor` 0 = no coupon. */
export interface SilentAction {
  readonly channel: string
  readonly couponFaceMinor: number
  readonly unitCostMinor: number
  /** measured: contacts with a control group in this project; starting: a table that is told */
  readonly source: 'measured' | 'starting'
}

/** What an action would do to all of a potential who can be reached. Money in minor units; expected values. */
export interface SilentOption {
  /** index of `SilentSummary.actions` */
  readonly action: number
  readonly customers: number
  readonly response: Interval
  readonly incrementalReturns: number
  readonly costMinor: number
  readonly profitMinor: number
  /** profit when the response is at its lower quartile; a plan must pay even then */
  readonly profitCautiousMinor: number
  /** profit when the response is at the ends of its interval */
  readonly profitLowMinor: number
  readonly profitHighMinor: number
}

/** The silent of one potential. */
export interface SilentTier {
  readonly potential: Potential
  readonly customers: number
  readonly uninstalled: number
  readonly unreachable: number
  readonly pastSpendMinor: number
  readonly meanBasketMinor: number | null
  readonly meanOrders: number
  /** share that orders within 30 days by itself; `n` customer months */
  readonly organic: (Interval & { readonly n: number }) | null
  /** spend in the 180 days from the first order after a silence; `isPooled`: too few of this potential, all are used */
  readonly returnValue: { readonly meanMinor: number; readonly n: number; readonly isPooled: boolean } | null
  /** by cautious profit a customer, best first; empty without a value of a return */
  readonly options: readonly SilentOption[]
  /** who gets what: each customer the best option whose channel is open to him and that earns even at the lower quartile of its response */
  readonly plan: readonly SilentPlanLine[]
  /** customers for whom nothing open to them earns: do not disturb */
  readonly leftAlone: number
}

/** A part of a plan. `option`: index of the tier's options; money as there, for these customers. */
export interface SilentPlanLine {
  readonly option: number
  readonly customers: number
  readonly costMinor: number
  readonly profitMinor: number
  readonly profitLowMinor: number
  readonly profitHighMinor: number
}

/** Stages on the way back, in order: a visit, a check-in, a cart and an order within 30 days of the contact, a second order within 90. */
export const RECOVERY_STAGES = ['browse', 'checkIn', 'cart', 'order', 'secondOrder'] as const
/** One of them. */
export type RecoveryStage = (typeof RECOVERY_STAGES)[number]

/** One side of a recall: how many reached each stage, and what the returners did in 90 days. */
export interface RecallArm {
  readonly customers: number
  /** customers by stage, in the order of `RECOVERY_STAGES`; null where no event of the kind is in the data */
  readonly reached: readonly (number | null)[]
  /** ordered within 30 days */
  readonly returned: number
  /** of those: every order of the 90 days paid with a coupon, and no second order */
  readonly hunters: number
  /** of those: a second order within 90 days of the contact */
  readonly repurchased: number
  /** mean of their orders in the 90 days */
  readonly basketMinor: number | null
}

/** A campaign among customers who were silent when it reached them. `control`: held out, or matched customers who were not contacted. */
export interface SilentRecall {
  readonly campaign: string
  readonly firstDay: number
  readonly treated: RecallArm
  readonly control: RecallArm
  readonly controlKind: 'held-out' | 'matched'
  /** share returned of treated less control, Newcombe 95% */
  readonly lift: Interval | null
  /** 90 days have passed for everybody */
  readonly isComplete: boolean
}

/** Everything the screen shows but the list. */
export interface SilentSummary {
  readonly params: SilentParams
  readonly engineVersion: string
  readonly asOfDay: number
  readonly silenceDays: number
  readonly proposal: SilenceProposal
  readonly hasBehaviours: boolean
  /** customers with any sign of life up to the as-of day */
  readonly seen: number
  readonly silent: number
  readonly uninstalled: number
  readonly unreachable: number
  readonly months: readonly SilentMonth[]
  /** limits in force */
  readonly ordersLimit: number | null
  readonly basketLimitMinor: number | null
  readonly highCategories: readonly string[]
  readonly actions: readonly SilentAction[]
  readonly tiers: readonly SilentTier[]
  /** silent customers with a favourite that is cheaper now, and with a usual category */
  readonly cheaperHooks: number
  readonly categoryHooks: number
  readonly recalls: readonly SilentRecall[]
  readonly elapsedMs: number
}

/** Which silent customers. */
export const silentFilterSchema = z.strictObject({
  search: z.string().max(200).optional(),
  potential: z.enum(POTENTIALS).optional(),
  reach: z.enum(['reachable', 'unreachable', 'uninstalled']).optional(),
  /** only customers with a favourite that is cheaper now */
  cheaper: z.boolean().optional(),
})
/** See `silentFilterSchema`. */
export type SilentFilter = z.infer<typeof silentFilterSchema>

/** Columns that the list can be sorted by. */
export const SILENT_SORTS = ['customer', 'lastSeen', 'orders', 'basket', 'spend', 'potential'] as const
/** One of them. */
export type SilentSort = (typeof SILENT_SORTS)[number]

/** A page of silent customers as columns. */
export interface SilentPage {
  readonly nMatched: number
  readonly matchedSpendMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  readonly potential: readonly Potential[]
  /** day of the last sign of life */
  readonly lastSeenDay: Int32Array
  readonly orders: Uint32Array
  readonly basketMinor: Float64Array
  readonly spendMinor: Float64Array
  readonly isUninstalled: Uint8Array
  readonly isReachable: Uint8Array
  /** index of `SilentSummary.actions`; -1 = do not disturb */
  readonly plannedAction: Int16Array
  /** a favourite, not bought, that is cheaper now; '' = none */
  readonly cheaperProduct: readonly string[]
  readonly priceThenMinor: Float64Array
  readonly priceNowMinor: Float64Array
  /** '' = none */
  readonly usualCategory: readonly string[]
}
