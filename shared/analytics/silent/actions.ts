import { POTENTIALS, type SilentAction, type SilentOption } from '../../contract/silent.ts'
import { scenarioSchema } from '../../contract/winback.ts'
import type { Interval } from '../../contract/winbackResult.ts'
import type { ContactLedger, PurchaseLedger } from '../ledger/ledger.ts'
import { countArms, evaluate, measureResponses } from '../winback/index.ts'

/** Half of those who return redeem a coupon that they hold, unless contacts say otherwise. */
const REDEEM_SHARE = 0.5
const MINOR = 100

/** An action with its response by potential (in the order of `POTENTIALS`; null = not measured for it) and delivery. */
export interface RatedAction extends SilentAction {
  readonly delivered: number
  readonly redeemShare: number
  readonly responses: readonly (Interval | null)[]
}

const around = (value: number): Interval => ({ value, low: value / 2, high: 1.5 * value })
const starting = (
  channel: string,
  unitCost: number,
  delivered: number,
  responses: readonly number[],
  couponFace = 0,
): RatedAction => ({
  channel,
  couponFaceMinor: couponFace * MINOR,
  unitCostMinor: unitCost * MINOR,
  source: 'starting',
  delivered,
  redeemShare: REDEEM_SHARE,
  responses: responses.map(around),
})

/**
 * The starting table: costs a contact and responses of high, medium and low potential, those of the scenario "cheap channels
 * first"; intervals are half and one and a half times the value, a judgement and no measurement.
 */
export const STARTING_ACTIONS: readonly RatedAction[] = [
  starting('push', 0.002, 0.95, [0.012, 0.007, 0.004]),
  starting('email', 0.01, 0.9, [0.016, 0.009, 0.005]),
  starting('sms', 0.05, 0.97, [0.022, 0.013, 0.006]),
  starting('sms', 0.05, 0.97, [0.034, 0.022, 0.011], 20),
  starting('call', 4, 0.5, [0.11, 0.06, 0.02]),
]

/**
 * What contacts with a control group say of customers who were silent when they came; `starting` where nothing is measured.
 * `silentContacts`: those contacts alone. Responses are shrunk toward their channel's (see `measureResponses`). Cost: a few passes.
 */
export function ratedActions(
  silentContacts: ContactLedger | null,
  purchases: PurchaseLedger,
  potential: Uint8Array,
  channelNames: readonly string[],
  windowDays: number,
  lastDay: number,
): readonly RatedAction[] {
  if (silentContacts === null) return STARTING_ACTIONS
  const arms = countArms(silentContacts, purchases, { groupOf: potential, windowDays, lastDay })
  const { responses, delivered } = measureResponses(arms)
  const actions = new Map<string, RatedAction & { responses: (Interval | null)[] }>()
  for (const { channel, couponFaceMinor, group, response } of responses) {
    const key = `${channel}/${couponFaceMinor}`
    const known = actions.get(key) ?? {
      channel: channelNames[channel] ?? '',
      couponFaceMinor,
      unitCostMinor: meanCost(silentContacts, channel),
      source: 'measured' as const,
      delivered: delivered.find((one) => one.channel === channel)?.rate.value ?? 1,
      redeemShare: redeemedShare(silentContacts, channel, couponFaceMinor),
      responses: POTENTIALS.map((): Interval | null => null),
    }
    known.responses[group] = response
    actions.set(key, known)
  }
  return actions.size === 0 ? STARTING_ACTIONS : [...actions.values()]
}

function meanCost({ nEvents, channel, control, costMinor }: ContactLedger, of: number): number {
  let [n, sum] = [0, 0]
  for (let i = 0; i < nEvents; i++) {
    if (channel[i] !== of || control[i] === 1 || Number.isNaN(costMinor[i]!)) continue
    n++
    sum += costMinor[i]!
  }
  return n === 0 ? 0 : sum / n
}

/** Redeemed among coupons whose fate is known; the starting share where that is too few to say. */
function redeemedShare(contacts: ContactLedger, of: number, face: number): number {
  let [n, k] = [0, 0]
  for (let i = 0; i < contacts.nEvents; i++) {
    if (contacts.channel[i] !== of || contacts.couponFaceMinor[i] !== face) continue
    if (contacts.control[i] === 1 || contacts.redeemed[i]! > 1) continue
    n++
    k += contacts.redeemed[i]!
  }
  return n < 100 || k === 0 ? REDEEM_SHARE : Math.max(REDEEM_SHARE, Math.min(1, k / n))
}

/** What is known of a potential before pricing. */
export interface PricedTier {
  readonly potential: number
  /** silent customers of the potential whom the action's channel reaches */
  readonly customers: number
  readonly organicReturn: number
  readonly returnValueMinor: number
  readonly marginRate: number
}

/**
 * Prices one action for all of a potential by the win-back model with one step: costs, coupons that were not needed, margin of
 * what would not have come. Null without a response or customers. Cost: three evaluations.
 */
export function priceAction(action: RatedAction, at: number, tier: PricedTier): SilentOption | null {
  const response = action.responses[tier.potential] ?? null
  if (response === null || tier.customers === 0) return null
  const [value, low, high] = [response.value, response.low, response.high].map((q0) =>
    totals(action, tier, q0),
  )
  return {
    action: at,
    customers: tier.customers,
    response,
    incrementalReturns: value!.incrementalReturns,
    costMinor: value!.direct * MINOR,
    profitMinor: value!.profit * MINOR,
    profitLowMinor: low!.profit * MINOR,
    profitHighMinor: high!.profit * MINOR,
  }
}

function totals(action: RatedAction, tier: PricedTier, q0: number) {
  const hasCoupon = action.couponFaceMinor > 0
  const scenario = scenarioSchema.parse({
    schema: 'huiliu.scenario/1',
    audience: {
      groups: [
        {
          customers: tier.customers,
          organicReturn: tier.organicReturn,
          revenuePerReturn: tier.returnValueMinor / MINOR,
        },
      ],
    },
    value: { marginRate: tier.marginRate },
    ladder: [
      {
        channel: action.channel === '' ? 'contact' : action.channel,
        unitCost: action.unitCostMinor / MINOR,
        delivered: action.delivered,
        response: Math.min(1, q0),
        offer: hasCoupon,
      },
    ],
    ...(hasCoupon && {
      offer: { faceValue: action.couponFaceMinor / MINOR, redeemShare: action.redeemShare },
    }),
  })
  return evaluate(scenario).result.totals
}
