import { z } from './zod.ts'
import { amount, currency, label, money, refuse, signedMoney } from './winbackFields.ts'

/**
 * Something that can be done for a customer. `gain` what it earns (may be negative: then it is never done), `cost` what
 * it costs; `channel` (default: the action's name) and `contacts`, how many contacts of which channel it takes (default:
 * one of its own channel), matter to caps only.
 */
const actionSchema = z.strictObject({
  name: label,
  gain: signedMoney,
  cost: money,
  channel: label.optional(),
  contacts: z.record(z.string(), amount).optional(),
})

/** At most `maximum` contacts, or money, of a channel and/or a tier. */
const policyCapSchema = z.strictObject({
  channel: z.string().optional(),
  tier: z.string().optional(),
  unit: z.enum(['contacts', 'money'], 'contacts, money').default('contacts'),
  maximum: amount,
})

const policyShape = z.strictObject({
  schema: z.literal('huiliu.policy/1', 'huiliu.policy/1').optional(),
  name: z.string().max(200).default(''),
  notes: z.string().max(5000).optional(),
  currency: currency.default('CNY'),
  budget: z.number('> 0, <= 1e12, null').gt(0, '> 0, <= 1e12').max(1e12, '> 0, <= 1e12').nullable(),
  customers: z
    .array(z.strictObject({ name: label, tier: label.optional(), actions: z.array(actionSchema).max(1000) }))
    .min(1, '>= 1 customer'),
  caps: z.array(policyCapSchema).max(8).default([]),
})

/** A policy as it is written. */
export type PolicyInput = z.input<typeof policyShape>
/** A policy with its defaults filled in. */
export type Policy = z.output<typeof policyShape>
/** A cap of a policy. */
export type PolicyCap = Policy['caps'][number]

/**
 * Whom to do what for under a budget: `huiliu.policy/1`. At most one action a customer. `budget` in the money of `cost`
 * (null = no limit); `caps` by channel and tier. Refusals carry the field's path and what is allowed there.
 */
export const policySchema = policyShape.superRefine(checkPolicy)

function checkPolicy({ customers, caps }: Policy, context: z.RefinementCtx): void {
  if (caps.length === 0) return
  const tiers = new Set(customers.flatMap(({ tier }) => (tier === undefined ? [] : [tier])))
  const channels = new Set(
    customers.flatMap(({ actions }) =>
      actions.flatMap(({ name, channel, contacts }) => Object.keys(contacts ?? { [channel ?? name]: 1 })),
    ),
  )
  const seen = new Set<string>()
  caps.forEach(({ channel, tier, unit }, i) => {
    if (channel !== undefined && !channels.has(channel)) {
      refuse(context, ['caps', i, 'channel'], 'unknown-name', [...channels].join(', '))
    }
    if (tier !== undefined && !tiers.has(tier)) {
      refuse(context, ['caps', i, 'tier'], 'unknown-name', [...tiers].join(', '))
    }
    const scope = JSON.stringify([channel, tier, unit])
    if (seen.has(scope)) refuse(context, ['caps', i], 'contradiction', '')
    seen.add(scope)
  })
}
