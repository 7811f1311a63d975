import type { Interval } from '../../../contract/winbackResult.ts'
import { Z95 } from '../strategies/intervals.ts'
import type { Audience } from '../ladder/audience.ts'
import type { Estimate } from '../measured/pooling.ts'
import { joined, shapeOfFace, type JointRates } from './jointRates.ts'
import type { ChannelRates, ProjectRates } from './rates.ts'
import { N_TIERS } from './tiers.ts'

/** how far a tier may truly be from what its silence says, as a share */
const SHAPE_SPREAD = 0.5
/** response falls with the organic return to this power */
const SHAPE_POWER = 0.4
const LEAST_ORGANIC = 1e-4

/** Responses of a measured channel. */
export interface ChannelResponse {
  readonly overall: Interval
  readonly tiers: readonly Interval[]
  /** q0 by cell */
  readonly cells: Float64Array
  readonly sampleSize: number
}

/** A coupon's lift by face, and the curve through them. */
export interface LiftCurve {
  readonly maximum: number
  readonly points: readonly {
    readonly channel: string
    readonly faceMinor: number
    readonly lift: Interval
    readonly nTreated: number
    readonly nControl: number
  }[]
}

/**
 * Response of every cell in a measured channel, from the channel's rate over those who were contacted (`jointRates`). Within a
 * channel response follows a power of organic return below one: who comes by himself more often also answers more often, and nobody ever measured those
 * long gone. Tiers that the contacts of all channels show to be better or worse than that are moved there as far as their
 * samples carry. Cost: channels x cells.
 */
export function responsesOf(
  rates: ProjectRates,
  cells: Audience,
  tierOrganic: readonly number[],
  joint: JointRates,
): ReadonlyMap<string, ChannelResponse> {
  const shapeAt = (organic: number): number => Math.max(LEAST_ORGANIC, organic) ** SHAPE_POWER
  const shape = tierOrganic.map(shapeAt)
  const levels = rates.channels.map((one) =>
    levelOf(one, shape, joint.channels.get(one.channel) ?? one.estimate),
  )
  const tiers = shape.map((value, tier): Estimate => {
    let estimate: Estimate = { value, variance: (SHAPE_SPREAD * value) ** 2 }
    rates.channels.forEach(({ tiers: measured }, k) => {
      const own = measured[tier]
      const level = levels[k]!.level.value
      if (own === null || own === undefined || !(level > 0)) return
      estimate = joined(estimate, {
        value: own.estimate.value / level,
        variance: own.estimate.variance / (level * level),
      })
    })
    return { value: Math.max(0, estimate.value), variance: estimate.variance }
  })
  return new Map(
    rates.channels.map(({ channel }, k): [string, ChannelResponse] => {
      const { level, overall } = levels[k]!
      const tierRates = tiers.map((tier) => ({
        value: level.value * tier.value,
        variance: level.value ** 2 * tier.variance + tier.value ** 2 * level.variance,
      }))
      return [
        channel,
        {
          overall: intervalOf(overall),
          tiers: tierRates.map(intervalOf),
          cells: Float64Array.from(cells.organicReturn, (organic, cell) => {
            const tier = cells.rateClass[cell]!
            const within = shapeAt(organic) / shape[tier]!
            return Math.min(1, tierRates[tier]!.value * within)
          }),
          sampleSize: Math.max(1, (overall.value * (1 - overall.value)) / overall.variance - 1),
        },
      ]
    }),
  )
}

/** A channel's rate, and what a tier's shape is multiplied with to make up that rate over those who were contacted. */
function levelOf(
  { tiers }: ChannelRates,
  shape: readonly number[],
  overall: Estimate,
): { readonly level: Estimate; readonly overall: Estimate } {
  let n = 0
  let sum = 0
  for (let tier = 0; tier < N_TIERS; tier++) {
    const treated = tiers[tier]?.nTreated ?? 0
    n += treated
    sum += treated * shape[tier]!
  }
  const mean = n > 0 ? sum / n : 1
  return {
    overall,
    level: { value: Math.max(0, overall.value / mean), variance: overall.variance / (mean * mean) },
  }
}

/** The curve of a coupon's lift with its points at the faces that were tried; null without arms with a coupon. */
export function liftOf(
  rates: ProjectRates,
  { channels, lift }: JointRates,
  halfFace: number,
): LiftCurve | null {
  if (lift === null) return null
  return {
    maximum: lift.value,
    points: rates.coupons
      .filter(({ channel }) => channels.has(channel))
      .map(({ channel, faceMinor, nTreated, nControl }) => {
        const shape = shapeOfFace(faceMinor, halfFace)
        const value = lift.value * shape
        const half = Z95 * shape * Math.sqrt(lift.variance)
        return {
          channel,
          faceMinor,
          nTreated,
          nControl,
          lift: { value, low: Math.max(0, value - half), high: value + half },
        }
      }),
  }
}

function intervalOf({ value, variance }: Estimate): Interval {
  const half = Z95 * Math.sqrt(variance)
  const within = (x: number): number => Math.min(1, Math.max(0, x))
  return { value: within(value), low: within(value - half), high: within(value + half) }
}
