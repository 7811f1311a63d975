import type { Interval } from '../../../contract/winbackResult.ts'
import type { ContactLedger, PurchaseLedger } from '../../ledger/ledger.ts'
import { countArms, type Arm } from '../measured/arms.ts'
import { contactTerms, type CouponUse } from '../measured/contactTerms.ts'
import { measureResponses, type MeasuredResponse } from '../measured/measureResponses.ts'
import type { Estimate } from '../measured/pooling.ts'
import { Z95 } from '../strategies/intervals.ts'
import { controlReturns, type ControlReturns } from './pastReturns.ts'
import { N_TIERS, standingAt, tierOf, TIERS, type TierCuts } from './tiers.ts'

/** An incremental response as measured (it may be below 0 by chance) and what it stands on. */
export interface Measured {
  readonly estimate: Estimate
  readonly nTreated: number
  readonly nControl: number
}

/** What contacts without coupon say of a channel: overall, and by tier of the eve of the contact. */
export interface ChannelRates extends Measured {
  readonly channel: string
  readonly tiers: readonly (Measured | null)[]
  readonly delivered: { readonly rate: Interval; readonly n: number } | null
}

/** Everything that past contacts say about a plan, before anything is drawn anywhere. */
export interface ProjectRates {
  readonly channels: readonly ChannelRates[]
  readonly coupons: readonly (Measured & { readonly channel: string; readonly faceMinor: number })[]
  /** control groups against everybody who stood alike; null without any */
  readonly controls: ControlReturns | null
  /** what a contact cost, by channel: per contact sent, and per one delivered (null where none was) */
  readonly unitCosts: readonly {
    readonly channel: string
    readonly perSent: number
    readonly perDelivered: number | null
    readonly n: number
  }[]
  readonly redemptions: readonly (Omit<CouponUse, 'channel'> & { readonly channel: string })[]
  readonly nContacts: number
}

/** fewer control customers measure nothing */
const LEAST_CONTROL = 30
/** fewer contacts with a cost tell no price */
const LEAST_COSTED = 30

/** No contacts: nothing is measured. */
export const NO_RATES: ProjectRates = {
  channels: [],
  coupons: [],
  controls: null,
  unitCosts: [],
  redemptions: [],
  nContacts: 0,
}

/**
 * Measured rates by channel and tier, each customer in the tier of the eve of his contact: what he did afterwards must not
 * decide whom he is compared with. Throws `cancelled`. Cost: one pass over the contacts.
 */
export function projectRates(
  contacts: ContactLedger,
  purchases: PurchaseLedger,
  channelNames: readonly string[],
  cuts: TierCuts,
  windowDays: number,
  lastDay: number,
  isCancelled?: () => boolean,
): ProjectRates {
  const groupOf = (c: number, day: number): number => {
    const standing = standingAt(purchases, c, day - 1)
    return standing === null ? N_TIERS : tierOf(standing, cuts)
  }
  const question = { groupOf, windowDays, lastDay }
  const arms = countArms(contacts, purchases, question, isCancelled).filter(({ group }) => group < N_TIERS)
  const byTier = measureResponses(arms)
  const overall = measureResponses(together(arms))
  const terms = contactTerms(contacts, purchases, { windowDays, lastDay }, isCancelled)
  const nameOf = (channel: number): string => channelNames[channel] ?? ''
  const usable = overall.responses.filter(
    ({ channel, nControl }) => nameOf(channel) !== '' && nControl >= LEAST_CONTROL,
  )
  return {
    channels: usable
      .filter(({ couponFaceMinor }) => couponFaceMinor === 0)
      .map((one): ChannelRates => {
        const known = byTier.delivered.find(({ channel }) => channel === one.channel)
        return {
          channel: nameOf(one.channel),
          ...measuredOf(one),
          tiers: TIERS.map((_, tier) => {
            const own = byTier.responses.find(
              ({ channel, couponFaceMinor, group }) =>
                channel === one.channel && couponFaceMinor === 0 && group === tier,
            )
            return own === undefined ? null : measuredOf(own)
          }),
          delivered: known === undefined ? null : { rate: known.rate, n: known.nKnown },
        }
      }),
    coupons: usable
      .filter(({ couponFaceMinor }) => couponFaceMinor > 0)
      .map((one) => ({ channel: nameOf(one.channel), faceMinor: one.couponFaceMinor, ...measuredOf(one) })),
    controls: controlReturns(contacts, purchases, windowDays, lastDay, isCancelled),
    unitCosts: terms.costs
      .filter(({ channel, nSent }) => nameOf(channel) !== '' && nSent >= LEAST_COSTED)
      .map(({ channel, costMinor, nSent, nDelivered }) => ({
        channel: nameOf(channel),
        perSent: costMinor / nSent / 100,
        perDelivered: nDelivered > 0 ? costMinor / nDelivered / 100 : null,
        n: nSent,
      })),
    redemptions: terms.coupons
      .filter(({ channel }) => nameOf(channel) !== '')
      .map((one) => ({ ...one, channel: nameOf(one.channel) })),
    nContacts: contacts.nEvents,
  }
}

/** `raw` is clipped where its interval passes -1 or 1, which only a handful of customers does. */
function measuredOf({ raw, nTreated, nControl }: MeasuredResponse): Measured {
  const half = (raw.high - raw.low) / 2
  return { estimate: { value: raw.value, variance: (half / Z95) ** 2 }, nTreated, nControl }
}

/** The arms of every campaign with their tiers put together. */
function together(arms: readonly Arm[]): Arm[] {
  const sums = new Map<string, Arm>()
  for (const arm of arms) {
    const key = `${arm.campaign}/${arm.isControl ? 'control' : `${arm.channel}/${arm.couponFaceMinor}`}`
    const sum = sums.get(key)
    if (sum === undefined) {
      sums.set(key, { ...arm, group: 0 })
      continue
    }
    sum.nCustomers += arm.nCustomers
    sum.nReturned += arm.nReturned
    sum.nDelivered += arm.nDelivered
    sum.nDeliveryKnown += arm.nDeliveryKnown
  }
  return [...sums.values()]
}
