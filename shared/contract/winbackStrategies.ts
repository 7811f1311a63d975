import { z } from './zod.ts'
import { amount, currency, label, money, ranged, rate, refuse, roi } from './winbackFields.ts'

const costPart = z.strictObject({ channel: label.default('contact'), unitCost: money })

/**
 * A strategy that is known by its totals. `cost`, or its parts: `messages` (each unit cost times reached) and `coupon`
 * (face value times redemption times reached; then `returned` defaults to the redeemed). `reached` customers contacted,
 * `returned` of them back, `roi` as it was reported. `organicReturn`: the share of the reached who would have come anyway,
 * where somebody knows it.
 */
const strategySchema = z.strictObject({
  name: label,
  cost: money.optional(),
  messages: z.array(costPart).max(40).optional(),
  coupon: z.strictObject({ faceValue: money, redemption: rate }).optional(),
  reached: ranged(1, 1e12, '1..1e12'),
  returned: amount.optional(),
  roi: roi.optional(),
  organicReturn: rate.optional(),
})

const strategiesShape = z.strictObject({
  schema: z.literal('huiliu.strategies/1', 'huiliu.strategies/1'),
  name: z.string().max(200).default(''),
  notes: z.string().max(5000).optional(),
  currency: currency.default('CNY'),
  strategies: z.array(strategySchema).min(1, '>= 1 strategy').max(100),
})

/** Strategies as they are written. */
export type StrategiesInput = z.input<typeof strategiesShape>
/** Strategies with their defaults filled in. */
export type Strategies = z.output<typeof strategiesShape>
/** One of the strategies. */
export type Strategy = Strategies['strategies'][number]

/** Strategies side by side, by their totals: `huiliu.strategies/1`. Refusals carry the path and what is allowed there. */
export const strategiesSchema = strategiesShape.superRefine(({ strategies }, context) => {
  const names = new Set<string>()
  strategies.forEach((strategy, i) => {
    const at = (field: string): (string | number)[] => ['strategies', i, field]
    if (names.has(strategy.name)) refuse(context, at('name'), 'duplicate-name', '')
    names.add(strategy.name)
    checkStrategy(strategy, at, context)
  })
})

function checkStrategy(
  { cost, messages, coupon, reached, returned }: Strategy,
  at: (field: string) => (string | number)[],
  context: z.RefinementCtx,
): void {
  const hasParts = messages !== undefined || coupon !== undefined
  const allowed = 'cost | messages, coupon'
  if (cost !== undefined && hasParts) refuse(context, at('cost'), 'both-given', allowed)
  if (cost === undefined && !hasParts) refuse(context, at('cost'), 'neither-given', allowed)
  if (returned === undefined && coupon === undefined) {
    refuse(context, at('returned'), 'missing', `0..${reached}`)
  }
  if (returned !== undefined && returned > reached) {
    refuse(context, at('returned'), 'out-of-range', `0..${reached}`)
  }
}
