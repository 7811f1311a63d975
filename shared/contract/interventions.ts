import { BUILT_IN_SCHEMES, SEGMENT_FAMILIES } from './rfm.ts'
import type { Interval } from './winbackResult.ts'
import { z } from './zod.ts'

/**
 * Kinds of low-cost action. `usual`: "your usual X is back", on the customer's own rhythm; `points`: points about to expire;
 * `service`, `task`, `care`: what a playbook has for the tier that a customer fell from.
 */
export const INTERVENTION_KINDS = ['usual', 'points', 'service', 'task', 'care'] as const
/** One of them. */
export type InterventionKind = (typeof INTERVENTION_KINDS)[number]

const words = z.string().trim().min(1).max(300)

/**
 * One line of a playbook. `families`: tiers that a customer fell from (by family of the scheme); `unitCost` a contact, currency units;
 * `saveShare`: share of what can still be saved that the action saves, an assumption until a hold-out has measured it.
 */
export const playbookEntrySchema = z.strictObject({
  kind: z.enum(INTERVENTION_KINDS),
  families: z.array(z.enum(SEGMENT_FAMILIES)).min(1),
  channel: z.string().trim().min(1).max(60),
  unitCost: z.number().min(0).max(1_000),
  saveShare: z.number().min(0).max(1),
  textZh: words,
  textEn: words,
})
/** See `playbookEntrySchema`. */
export type PlaybookEntry = z.infer<typeof playbookEntrySchema>

/** What to do for whom, as a file: `huiliu.playbook/1`; examples: resources/playbooks. */
export const playbookSchema = z.strictObject({
  schema: z.literal('huiliu.playbook/1'),
  nameZh: z.string().max(60),
  nameEn: z.string().max(60),
  entries: z.array(playbookEntrySchema).min(1).max(50),
})
/** See `playbookSchema`. */
export type Playbook = z.infer<typeof playbookSchema>

/**
 * What to look at. `asOfDay` null = the last day of the purchases; `fromDay` null = the last day that was known before the newest
 * import of purchases, or 30 days before when there was none or it covers more than 92 days. `marginRate` of spend. `playbook` null = the project's own, or the
 * one that comes with the program.
 */
export const interventionParamsSchema = z.strictObject({
  asOfDay: z.int().nullable(),
  fromDay: z.int().nullable(),
  scheme: z.enum(BUILT_IN_SCHEMES),
  marginRate: z.number().gt(0).max(1),
  playbook: playbookSchema.nullable(),
})
/** See `interventionParamsSchema`. */
export type InterventionParams = z.infer<typeof interventionParamsSchema>

/** Customers of one line of the playbook. Money in minor units; expected values, before any hold-out. */
export interface InterventionGroup {
  /** index of the playbook's entries */
  readonly entry: number
  readonly customers: number
  readonly savableMinor: number
  readonly costMinor: number
  /** saveShare x margin x savable - cost */
  readonly expectedMinor: number
}

/** Everything the screen shows but list and earlier campaigns. */
export interface InterventionSummary {
  readonly params: InterventionParams
  readonly playbook: Playbook
  readonly engineVersion: string
  readonly asOfDay: number
  readonly fromDay: number
  /** `days`: 30 days, one import only; `long-import`: 30 days, the newest import covers more than 92 */
  readonly fromReason: 'chosen' | 'import' | 'days' | 'long-import'
  /** names of the scheme's tiers, best first; a customer out of the window has none */
  readonly tiers: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[]
  readonly downgraded: number
  /** what they spent in the year before the fall, and what of it can still be saved */
  readonly yearlyMinor: number
  readonly savableMinor: number
  readonly groups: readonly InterventionGroup[]
  /** downgraded customers for whom nothing earns or no channel is open */
  readonly leftAlone: number
  /** downgraded customers with an item of a rhythm, with points, and with points that expire soon */
  readonly withUsual: number
  readonly withPoints: number
  readonly expiring: number
  readonly elapsedMs: number
}

/** Which rows of the queue. */
export const interventionFilterSchema = z.strictObject({
  search: z.string().max(200).optional(),
  kind: z.enum(INTERVENTION_KINDS).optional(),
  channel: z.string().max(60).optional(),
  from: z.int().min(0).max(30).optional(),
  to: z.int().min(0).max(30).optional(),
  /** also those who are left alone; absent = only those with an action */
  all: z.boolean().optional(),
})
/** See `interventionFilterSchema`. */
export type InterventionFilter = z.infer<typeof interventionFilterSchema>

/** Columns that the queue can be sorted by. */
export const INTERVENTION_SORTS = ['expected', 'savable', 'yearly', 'recency', 'due', 'customer'] as const
/** One of them. */
export type InterventionSort = (typeof INTERVENTION_SORTS)[number]

/** A page of the queue as columns. `entry` -1 = left alone; days -1 = none; `to` = number of tiers: out of the window. */
export interface InterventionPage {
  readonly nMatched: number
  readonly matchedSavableMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  readonly from: Int8Array
  readonly to: Int8Array
  readonly yearlyMinor: Float64Array
  readonly savableMinor: Float64Array
  readonly expectedMinor: Float64Array
  readonly recencyDays: Int32Array
  readonly overdue: Float32Array
  readonly entry: Int16Array
  /** the usual item and the days between which it is due (quartiles of the customer's own intervals); '' = none */
  readonly product: readonly string[]
  readonly dueDay: Int32Array
  readonly dueFromDay: Int32Array
  readonly dueToDay: Int32Array
  readonly points: Float64Array
  readonly pointsExpiryDay: Int32Array
}

/** A list that was drawn: who was written to and who was held out, and what they did in the days after. */
export interface InterventionCampaign {
  readonly id: number
  readonly name: string
  readonly drawnAtMs: number
  readonly asOfDay: number
  readonly kind: string
  readonly channel: string
  readonly holdOutShare: number
  readonly seed: number
  readonly treated: InterventionArm
  readonly heldOut: InterventionArm
  /** days after the as-of day that have been looked at, at most `CAMPAIGN_DAYS` */
  readonly days: number
  /** share ordered, treated less held out, Newcombe 95%; null without both arms or days */
  readonly lift: Interval | null
  /** net spend a customer, treated less held out, Welch 95%, minor units; null below two customers an arm */
  readonly gainMinor: Interval | null
}

/** Days after the drawing that a campaign is measured on. */
export const CAMPAIGN_DAYS = 30

/** One arm of a campaign. */
export interface InterventionArm {
  readonly customers: number
  readonly ordered: number
  readonly spendMinor: number
}
