import { z } from './zod.ts'
import type { Interval } from './winbackResult.ts'
import type { ScenarioInput } from './winbackShape.ts'

/**
 * Which customers of a project a plan is made for (`audience.fromProject` of a scenario). `asOfDay`: nothing later is
 * read, null = the last day with a purchase. `silentDays`: whoever bought in the last so many days is left out.
 * `valueDays`: horizon of what a return is worth.
 */
export const projectFilterSchema = z.strictObject({
  asOfDay: z.int().nullable().default(null),
  silentDays: z.int().min(0).max(3_650).default(30),
  valueDays: z.int().min(1).max(3_650).default(180),
})
/** See `projectFilterSchema`. */
export type ProjectFilter = z.output<typeof projectFilterSchema>

/** Where an input of a project's plan came from. */
export type AudienceSource =
  | 'churn-model'
  | 'past-returns'
  | 'control-groups'
  | 'lifetime-model'
  | 'past-orders'
  | 'customer-fields'
  | 'measured'
  | 'entered'
  | 'starting-table'
  | 'assumed'

/**
 * One input: what it is, its mean over the audience (shares, or currency units for `value` and `unitCost`; null where it has
 * none), by which source, and how much data stands behind it (null = none).
 */
export interface AudienceInput {
  readonly input: 'organic' | 'value' | 'reach' | 'tier' | 'unitCost' | 'eligible' | 'redeemShare'
  readonly channel: string | null
  readonly mean: number | null
  readonly source: AudienceSource
  readonly n: number | null
}

/**
 * A rate of the plan with its source. `kind` response: what a delivered contact without coupon does to one who would not
 * have come; lift: q / q0 less 1 with the scenario's coupon; redemption: redeemed / issued of past coupons. `tier` null = all
 * customers. Interval 95%, null where nothing was measured.
 */
export interface AudienceRate {
  readonly kind: 'response' | 'delivered' | 'lift' | 'redemption'
  readonly channel: string
  readonly tier: string | null
  /** of the coupon, for a lift and a redemption */
  readonly faceValue?: number
  readonly value: number
  readonly interval: Interval | null
  readonly source: AudienceSource
  readonly nTreated: number
  readonly nControl: number
}

/** A project's customers as a plan sees them. Money in currency units. */
export interface ProjectAudience {
  readonly filter: ProjectFilter
  readonly asOfDay: number
  /** in the audience */
  readonly customers: number
  /** left out: bought too recently; no channel of the ladder reaches them */
  readonly tooRecent: number
  readonly unreachable: number
  readonly cells: number
  readonly inputs: readonly AudienceInput[]
  readonly rates: readonly AudienceRate[]
  /** amounts of a year's orders at 0%, 1%, ... 100%; empty without orders */
  readonly basketQuantiles: readonly number[]
  readonly nContacts: number
  readonly engineVersion: string
}

/** A scenario whose audience is a project's customers as cells, ready to compute, and where its inputs came from. */
export interface ProjectScenario {
  readonly scenario: ScenarioInput
  readonly audience: ProjectAudience
}

/** A plan by cells beside the plan over every customer, at the same budget and caps. `profit` less fixed cost. */
export interface ExactPlan {
  readonly customers: number
  readonly contacted: number
  readonly exact: PlanTotals
  readonly cells: PlanTotals
  readonly elapsedMs: number
}

/** The headline of a plan, in currency units and customers. */
export interface PlanTotals {
  readonly profit: number
  readonly cost: number
  readonly incrementalReturns: number
}

/** A scenario as JSON; checked by `scenarioSchema` when it is read, so that a refusal names the field. */
export const scenarioJsonSchema = z.record(z.string(), z.unknown())
