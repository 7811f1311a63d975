import { POTENTIALS, type SilentAction, type SilentOption } from '../../contract/silent.ts'
import { scenarioSchema } from '../../contract/winback.ts'
import type { Interval } from '../../contract/winbackResult.ts'
import type { ContactLedger, PurchaseLedger } from '../ledger/ledger.ts'
import { reachChannel } from './reach.ts'
import { countArms, evaluate, measureResponses } from '../winback/index.ts'

/** Half of those who return redeem a coupon that they hold, unless contacts say otherwise. */
const REDEEM_SHARE = 0.5
const MINOR = 100
/** the lower quartile of a normal distribution, as a part of half a 95% interval */
const QUARTILE = 0.6745 / 1.96

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

/** half of a starting value is one standard deviation of what it may be */
const PRIOR_SPREAD = 0.5
const Z95 = 1.959963984540054

/** The starting response that fits a channel, a coupon and a potential best. */
function priorOf(channel: string, couponFaceMinor: number, potential: number): number {
  const at = reachChannel(channel)
  const own = STARTING_ACTIONS.filter(({ channel: name }) => at !== null && reachChannel(name) === at)
  const [nearest] = (own.length === 0 ? STARTING_ACTIONS.slice(0, 1) : own).toSorted(
    (a, b) => Math.abs(a.couponFaceMinor - couponFaceMinor) - Math.abs(b.couponFaceMinor - couponFaceMinor),
  )
  return nearest?.responses[potential]?.value ?? 0
}

interface Cell {
  readonly potential: number
  readonly raw: Interval
}

/**
 * Measured responses of an action drawn toward its starting values. All potentials together say how many times the starting
 * values the action works, m = sum(raw prior / var) / sum(prior^2 / var), and m is weighed with 1 (standard deviation 0.5) by
 * precision: few contacts move it little, many carry it. Without this the luckiest of several badly measured actions is always the
 * plan. Source: weighted least squares; normal prior and likelihood as in Gelman et al. 2013, 2.12.
 */
function weighed(cells: readonly Cell[], priors: readonly number[]): (Interval | null)[] {
  let [top, own] = [0, 0]
  for (const { potential, raw } of cells) {
    const spread = (raw.high - raw.low) / (2 * Z95)
    const prior = priors[potential]!
    if (!(spread > 0)) continue
    top += (raw.value * prior) / (spread * spread)
    own += (prior * prior) / (spread * spread)
  }
  const before = 1 / PRIOR_SPREAD ** 2
  const times = (top + before) / (own + before)
  const half = Z95 / Math.sqrt(own + before)
  const within = (x: number): number => Math.min(1, Math.max(0, x))
  return priors.map((prior) => ({
    value: within(prior * times),
    low: within(prior * (times - half)),
    high: within(prior * (times + half)),
  }))
}

/**
 * What contacts with a control group say of customers who were silent when they came; `starting` where nothing is measured.
 * `silentContacts`: those contacts alone. Each is weighed with the starting value (see `weighed`). Cost: a few passes.
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
  const actions = new Map<string, { readonly action: RatedAction; readonly cells: Cell[] }>()
  for (const { channel, couponFaceMinor, group, raw } of responses) {
    const key = `${channel}/${couponFaceMinor}`
    const known = actions.get(key) ?? {
      action: {
        channel: channelNames[channel] ?? '',
        couponFaceMinor,
        unitCostMinor: meanCost(silentContacts, channel),
        source: 'measured' as const,
        delivered: delivered.find((one) => one.channel === channel)?.rate.value ?? 1,
        redeemShare: redeemedShare(silentContacts, channel, couponFaceMinor),
        responses: [],
      },
      cells: [],
    }
    known.cells.push({ potential: group, raw })
    actions.set(key, known)
  }
  if (actions.size === 0) return STARTING_ACTIONS
  return [...actions.values()].map(({ action, cells }) => {
    const { channel, couponFaceMinor } = action
    const priors = POTENTIALS.map((_, potential) => priorOf(channel, couponFaceMinor, potential))
    return { ...action, responses: weighed(cells, priors) }
  })
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
 * what would not have come. Null without a response or customers. Cost: four evaluations.
 */
export function priceAction(action: RatedAction, at: number, tier: PricedTier): SilentOption | null {
  const response = action.responses[tier.potential] ?? null
  if (response === null || tier.customers === 0) return null
  const cautious = response.value - QUARTILE * (response.value - response.low)
  const [value, low, high, quartile] = [response.value, response.low, response.high, cautious].map((q0) =>
    totals(action, tier, q0),
  )
  return {
    action: at,
    customers: tier.customers,
    response,
    incrementalReturns: value!.incrementalReturns,
    costMinor: value!.direct * MINOR,
    profitMinor: value!.profit * MINOR,
    profitCautiousMinor: quartile!.profit * MINOR,
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
