import type { AudienceRate } from '../../../contract/winbackAudience.ts'
import type { Interval } from '../../../contract/winbackResult.ts'
import type { ContactLedger, PurchaseLedger } from '../../ledger/ledger.ts'
import { countArms, type Arm } from '../measured/arms.ts'
import { measureResponses, type MeasuredRates } from '../measured/measureResponses.ts'
import { N_TIERS, standingAt, TIERS, tierOf, type TierCuts } from './tiers.ts'

/** Rates of a channel as they were measured; `response` by tier, drawn toward the channel's own. */
export interface ChannelRates {
  readonly channel: string
  readonly response: readonly (MeasuredOf | null)[]
  readonly overall: MeasuredOf
  readonly delivered: { readonly rate: Interval; readonly n: number } | null
}

/** A measured rate, what it stands on, and the sample that is as sure. */
export interface MeasuredOf {
  readonly rate: Interval
  readonly nTreated: number
  readonly nControl: number
  readonly sampleSize: number
}

/** How a coupon's face multiplies a response: q / q0 - 1 at every face that was tried, and the curve through them. */
export interface MeasuredLift {
  readonly maximum: number
  readonly halfFace: number
  readonly points: readonly {
    readonly channel: string
    readonly faceMinor: number
    readonly lift: number
    readonly nTreated: number
    readonly nControl: number
  }[]
}

/** Everything that past contacts say about a plan. */
export interface ProjectRates {
  readonly channels: readonly ChannelRates[]
  readonly lift: MeasuredLift | null
  readonly organic: readonly { readonly group: number; readonly nControl: number; readonly share: number }[]
  readonly nContacts: number
}

const HALF_FACES = [5, 10, 20, 40, 80] as const
/** a channel's rate must stand on this many control customers */
const LEAST_CONTROL = 30
const MOST_LIFT = 20

/** No contacts: nothing is measured. */
export const NO_RATES: ProjectRates = { channels: [], lift: null, organic: [], nContacts: 0 }

/**
 * Measured rates by channel and tier, each customer in the tier of the eve of his contact: what he did afterwards must not
 * decide whom he is compared with. Responses are those without coupon; arms with coupons give the lift, as the ratio of the
 * channel's responses, with maximum and half face by weighted least squares. Throws `cancelled`. Cost: one pass over the
 * contacts.
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
  const tierOnEve = (c: number, day: number): number => {
    const standing = standingAt(purchases, c, day - 1)
    return standing === null ? N_TIERS : tierOf(standing, cuts)
  }
  const question = { groupOf: tierOnEve, windowDays, lastDay }
  const arms = countArms(contacts, purchases, question, isCancelled).filter(({ group }) => group < N_TIERS)
  const isPlain = ({ isControl, couponFaceMinor }: Arm): boolean => isControl || couponFaceMinor === 0
  const plain = measureResponses(arms.filter(isPlain))
  const everybody = measureResponses(together(arms))
  const all = measureResponses(arms)
  const numbers = [...new Set(all.responses.map(({ channel }) => channel))]
  const channels = numbers.flatMap((channel): ChannelRates[] => {
    const overall = sumOf(everybody, channel, 0)
    if (overall === null || overall.nControl < LEAST_CONTROL) return []
    const own = TIERS.map((_, tier) => sumOf(plain, channel, 0, tier))
    const known = all.delivered.find((one) => one.channel === channel)
    return [
      {
        channel: channelNames[channel] ?? '',
        response: own,
        overall,
        delivered: known === undefined ? null : { rate: known.rate, n: known.nKnown },
      },
    ]
  })
  return {
    channels,
    lift: liftOf(everybody, channelNames),
    organic: all.organic.map(({ group, nControl, rate }) => ({ group, nControl, share: rate.value })),
    nContacts: contacts.nEvents,
  }
}

/** The arms of every campaign with their tiers put together. */
function together(arms: readonly Arm[]): Arm[] {
  const sums = new Map<string, Arm>()
  for (const arm of arms) {
    const key = `${arm.campaign}/${arm.isControl ? 'control' : `${arm.channel}/${arm.couponFaceMinor}`}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { ...arm, group: 0 })
    else {
      sum.nCustomers += arm.nCustomers
      sum.nReturned += arm.nReturned
      sum.nDelivered += arm.nDelivered
      sum.nDeliveryKnown += arm.nDeliveryKnown
    }
  }
  return [...sums.values()]
}

function sumOf(rates: MeasuredRates, channel: number, faceMinor: number, group = 0): MeasuredOf | null {
  const found = rates.responses.find(
    (one) => one.channel === channel && one.couponFaceMinor === faceMinor && one.group === group,
  )
  if (found === undefined) return null
  const { response, nTreated, nControl, sampleSize } = found
  return { rate: response, nTreated, nControl, sampleSize }
}

function liftOf(rates: MeasuredRates, names: readonly string[]): MeasuredLift | null {
  const points: { channel: string; faceMinor: number; lift: number; weight: number; nTreated: number; nControl: number }[] =
    []
  for (const { channel, couponFaceMinor, response, nTreated, nControl, raw } of rates.responses) {
    if (couponFaceMinor === 0) continue
    const without = rates.responses.find((one) => one.channel === channel && one.couponFaceMinor === 0)
    if (without === undefined || !(without.response.value > 0.002)) continue
    const half = (raw.high - raw.low) / 2 / without.response.value
    points.push({
      channel: names[channel] ?? '',
      faceMinor: couponFaceMinor,
      lift: response.value / without.response.value - 1,
      weight: half > 0 ? 1 / (half * half) : 0,
      nTreated,
      nControl,
    })
  }
  if (points.length === 0) return null
  let best = { maximum: 0, halfFace: HALF_FACES[0] as number, error: Infinity }
  for (const halfFace of HALF_FACES) {
    const shape = points.map(({ faceMinor }) => faceMinor / (faceMinor + halfFace * 100))
    const up = points.reduce((sum, { lift, weight }, i) => sum + weight * lift * shape[i]!, 0)
    const down = points.reduce((sum, { weight }, i) => sum + weight * shape[i]! ** 2, 0)
    if (!(down > 0)) continue
    const maximum = Math.min(MOST_LIFT, Math.max(0, up / down))
    const error = points.reduce((sum, { lift, weight }, i) => sum + weight * (lift - maximum * shape[i]!) ** 2, 0)
    if (error < best.error) best = { maximum, halfFace, error }
  }
  return {
    maximum: best.maximum,
    halfFace: best.halfFace,
    points: points.map(({ weight: _, ...point }) => point),
  }
}

/** The rates as rows for the table of sources. */
export function rateRows({ channels }: ProjectRates): AudienceRate[] {
  return channels.flatMap(({ channel, response, overall, delivered }) => {
    const row = (
      kind: AudienceRate['kind'],
      tier: string | null,
      { rate, nTreated, nControl }: Omit<MeasuredOf, 'sampleSize'>,
    ): AudienceRate => ({
      kind,
      channel,
      tier,
      value: rate.value,
      interval: rate,
      source: 'measured',
      nTreated,
      nControl,
    })
    return [
      row('response', null, overall),
      ...response.flatMap((one, tier) => (one === null ? [] : [row('response', TIERS[tier] ?? '', one)])),
      ...(delivered === null
        ? []
        : [row('delivered', null, { rate: delivered.rate, nTreated: delivered.n, nControl: 0 })]),
    ]
  })
}
