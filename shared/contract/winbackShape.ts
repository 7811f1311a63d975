import { z } from './zod.ts'
import {
  amount,
  currency,
  customers,
  label,
  money,
  perGroup,
  ranged,
  rate,
  sampleSize,
} from './winbackFields.ts'

/**
 * A group of customers who are alike. `customers` N; `organicReturn` the share who return within the window without a
 * contact (default 0, an assumption that flatters every plan and is told); `revenuePerReturn` spend over the value
 * horizon of one who returns and stays, before coupon; `oneOrderRevenue` of one who returns for one order (default: the
 * same); `core` counts toward the North Star (default false); `reachable` share by channel (default 1).
 * Default name: "all" when it is the only group, else "group 1", "group 2", ...
 */
const groupSchema = z.strictObject({
  name: label.optional(),
  customers,
  organicReturn: rate.default(0),
  revenuePerReturn: money,
  oneOrderRevenue: money.optional(),
  core: z.boolean('true, false').default(false),
  reachable: z.record(z.string(), rate).default({}),
})

/**
 * A step of the ladder. `day` from the start (default: the day of the step before, 0 for the first); `chargedOn` what a
 * unit cost is paid for; `delivered` share of sent (default 1); `response` q0, probability that a delivered customer who
 * would not have come by himself returns because of this step; `optOut` per delivered (default 0); `groups` whom it is
 * for (default everybody); `offer` whether it carries the offer (default false); `stayRate` share of its returns that
 * order again within 90 days (default 1). Default channel: "contact".
 */
const stepSchema = z.strictObject({
  channel: label.default('contact'),
  day: ranged(0, 3650, '0 <= day < windowDays').optional(),
  unitCost: money,
  chargedOn: z.enum(['sent', 'delivered'], 'sent, delivered').default('sent'),
  delivered: perGroup(rate).default(1),
  response: perGroup(rate),
  optOut: rate.default(0),
  groups: z.array(z.string()).default(['*']),
  offer: z.boolean('true, false').default(false),
  stayRate: rate.default(1),
})

/** How responses rise with the face value: 1 + e * maximum * A^shape / (A^shape + halfFace^shape). Default shape 1. */
const liftSchema = z.strictObject({
  maximum: ranged(0, 100, '0..100').default(0),
  halfFace: money,
  shape: ranged(0, 20, '0..20').default(1),
})

/**
 * What a step may carry. `faceValue` what one redemption costs (0 = no offer); `minimumSpend` the basket that it needs,
 * `eligibleShare` e the share of returning baskets at or above it (default 1). Exactly one of `redeemShare` rho (share of
 * other returning holders who redeem) and `redemption` r (redeemed / issued) in mode `habit`; both in mode `pull`, where
 * `lift.maximum` is solved and what stands there is not used.
 */
const offerSchema = z.strictObject({
  kind: z
    .enum(['coupon', 'points', 'price-drop', 'bundle'], 'coupon, points, price-drop, bundle')
    .default('coupon'),
  faceValue: money,
  minimumSpend: money.optional(),
  eligibleShare: rate.default(1),
  lift: liftSchema.optional(),
  mode: z.enum(['habit', 'pull'], 'habit, pull').default('habit'),
  redeemShare: rate.optional(),
  redemption: rate.optional(),
})

/**
 * Three ledgers; one that is left out is off. `direct.fixed` money spent whatever happens. `opportunity`: what the money
 * would have earned elsewhere; its ROI must be given when the ledger is on and is marked "assumed" unless its `source` is
 * "measured". `hidden`: hours, upkeep and the value of those who opt out (each default 0).
 */
const ledgersSchema = z.strictObject({
  direct: z.strictObject({ fixed: money.default(0) }).default({ fixed: 0 }),
  opportunity: z
    .strictObject({
      on: z.boolean('true, false').default(true),
      alternativeRoi: ranged(0, 1e6, '0..1e6').optional(),
      source: z.enum(['assumed', 'measured'], 'assumed, measured').default('assumed'),
    })
    .optional(),
  hidden: z
    .strictObject({
      on: z.boolean('true, false').default(true),
      hours: amount.default(0),
      hourCost: money.default(0),
      upkeep: money.default(0),
      optOutValue: money.default(0),
    })
    .optional(),
})

/**
 * A limit on the plan that a budget buys: at most `maximum` (or `perDay` times the window's days) expected contacts, or
 * money, of a channel and/or a group; with neither named, of everything.
 */
const capSchema = z.strictObject({
  channel: z.string().optional(),
  group: z.string().optional(),
  unit: z.enum(['contacts', 'money'], 'contacts, money').default('contacts'),
  maximum: amount.optional(),
  perDay: amount.optional(),
})

/** Sizes of the samples that rates stand on, by kind: one number, or by channel / group with `*`. Default 200 each. */
const sampleSizesSchema = z.strictObject({
  response: perGroup(sampleSize).default(200),
  delivered: perGroup(sampleSize).default(200),
  stayRate: perGroup(sampleSize).default(200),
  organicReturn: perGroup(sampleSize).default(200),
  redeemShare: sampleSize.default(200),
})

/**
 * How sure the inputs are. `draws` worlds (default 200) from `seed` (default 1); `sampleSizes` as above (response,
 * delivered and stayRate by channel, organicReturn by group); `valueVariation` coefficient of variation of the value
 * multiplier (default 0.2).
 */
export const uncertaintySchema = z.strictObject({
  draws: z.int('10..10000').min(10, '10..10000').max(10_000, '10..10000').default(200),
  seed: z.int('0..4294967295').min(0, '0..4294967295').max(4_294_967_295, '0..4294967295').default(1),
  sampleSizes: sampleSizesSchema.default(() => sampleSizesSchema.parse({})),
  valueVariation: ranged(0, 10, '0..10').default(0.2),
})

/** Every field of a scenario by itself; what fields say together is checked in `scenarioSchema`. */
export const scenarioShape = z.strictObject({
  schema: z.literal('huiliu.scenario/1', 'huiliu.scenario/1'),
  name: z.string().max(200).default(''),
  notes: z.string().max(5000).optional(),
  currency: currency.default('CNY'),
  windowDays: ranged(1, 3650, '1..3650').default(30),
  audience: z.strictObject({
    groups: z.array(groupSchema, '>= 1 group').max(5000).optional(),
    fromProject: z.record(z.string(), z.unknown()).optional(),
  }),
  organicStayRate: rate.default(1),
  value: z.strictObject({ marginRate: rate, acquisitionCost: money.optional() }),
  northStar: z.strictObject({ coreCustomers: amount, monthlyRepurchaseOfReturned: rate }).optional(),
  ladder: z.array(stepSchema, '[...]').max(40),
  offer: offerSchema.optional(),
  ledgers: ledgersSchema.default({ direct: { fixed: 0 } }),
  budget: z.number('> 0, <= 1e12').gt(0, '> 0, <= 1e12').max(1e12, '> 0, <= 1e12').optional(),
  caps: z.array(capSchema).max(8).default([]),
  uncertainty: uncertaintySchema.optional(),
})
/** The budget of a scenario by itself: no other field is checked against it. */
export const budgetSchema = scenarioShape.pick({ budget: true })
/** See `scenarioShape`. */
export type ScenarioShape = z.output<typeof scenarioShape>
/** A scenario as it is written. */
export type ScenarioInput = z.input<typeof scenarioShape>
/** The offer of a scenario. */
export type ScenarioOffer = z.output<typeof offerSchema>
/** A cap of a scenario. */
export type ScenarioCap = z.output<typeof capSchema>
/** The uncertainty of a scenario. */
export type ScenarioUncertainty = z.output<typeof uncertaintySchema>

/** The name of a group: its own, else by its number. */
export function groupName(groups: readonly { readonly name?: string | undefined }[], i: number): string {
  return groups[i]?.name ?? (groups.length === 1 ? 'all' : `group ${i + 1}`)
}

/** The day of every step: its own, else that of the step before (0 for the first). */
export function stepDays(ladder: readonly { readonly day?: number | undefined }[]): number[] {
  const days: number[] = []
  ladder.forEach(({ day }, i) => days.push(day ?? days[i - 1] ?? 0))
  return days
}
