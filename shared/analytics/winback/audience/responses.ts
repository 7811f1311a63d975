import type { Interval } from '../../../contract/winbackResult.ts'
import { Z95 } from '../strategies/intervals.ts'
import type { Audience } from '../ladder/audience.ts'
import type { Estimate } from '../measured/pooling.ts'
import type { ChannelRates, ProjectRates } from './rates.ts'
import { N_TIERS } from './tiers.ts'

/** How sure an entered or starting rate is held for, against what was measured: give or take half of it. */
const PRIOR_SPREAD = 0.5
/** how far a tier may truly be from what its silence says, as a share */
const SHAPE_SPREAD = 0.5
/** response falls with the organic return to this power */
const SHAPE_POWER = 0.5
const LEAST_ORGANIC = 1e-4
const MOST_LIFT = 20

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

/** Two estimates of one thing as one, weighted by 1 / variance. */
function joined(a: Estimate, b: Estimate): Estimate {
  const weight = 1 / a.variance + 1 / b.variance
  return { value: (a.value / a.variance + b.value / b.variance) / weight, variance: 1 / weight }
}

function priorOf(value: number): Estimate {
  const at = Math.max(0.001, value)
  return { value: at, variance: (PRIOR_SPREAD * at) ** 2 }
}

/**
 * Response of every cell in a measured channel. The channel's measured rate is joined with the rate given for it (whose
 * spread is half of it), so that a handful of customers does not overturn a plan. Within a channel response follows the
 * square root of organic return: who comes by himself more often also answers more often, and nobody ever measured those
 * long gone. Tiers that the contacts of all channels show to be better or worse than that are moved there as far as their
 * samples carry. Cost: channels x cells.
 */
export function responsesOf(
  rates: ProjectRates,
  cells: Audience,
  tierOrganic: readonly number[],
  given: (channel: string) => number,
): ReadonlyMap<string, ChannelResponse> {
  const shapeAt = (organic: number): number => Math.max(LEAST_ORGANIC, organic) ** SHAPE_POWER
  const shape = tierOrganic.map(shapeAt)
  const levels = rates.channels.map((one) => levelOf(one, shape, given(one.channel)))
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
  { estimate, tiers }: ChannelRates,
  shape: readonly number[],
  given: number,
): { readonly level: Estimate; readonly overall: Estimate } {
  const overall = joined(estimate, priorOf(given))
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

/**
 * Lift of a coupon from the arms with coupons of channels that were measured without one too: (response with it) / (response without) - 1,
 * each joined with what the scenario says; the maximum by weighted least squares at the scenario's half face, which a few
 * faces do not tell. Null without such arms.
 */
export function liftOf(
  rates: ProjectRates,
  responses: ReadonlyMap<string, ChannelResponse>,
  given: (faceMinor: number) => number,
  halfFace: number,
): LiftCurve | null {
  const points = rates.coupons.flatMap(({ channel, faceMinor, estimate, nTreated, nControl }) => {
    const without = responses.get(channel)?.overall.value ?? 0
    if (!(without > 0)) return []
    const { value, variance } = joined(estimate, priorOf(without * (1 + given(faceMinor))))
    const half = (Z95 * Math.sqrt(variance)) / without
    const lift = Math.max(0, value / without - 1)
    return [
      {
        channel,
        faceMinor,
        lift: { value: lift, low: Math.max(0, lift - half), high: lift + half },
        weight: 1 / (half * half),
        nTreated,
        nControl,
      },
    ]
  })
  if (points.length === 0) return null
  const shape = points.map(({ faceMinor }) => faceMinor / (faceMinor + halfFace * 100))
  const up = points.reduce((sum, { lift, weight }, i) => sum + weight * lift.value * shape[i]!, 0)
  const down = points.reduce((sum, { weight }, i) => sum + weight * shape[i]! ** 2, 0)
  return {
    maximum: Math.min(MOST_LIFT, Math.max(0, up / down)),
    points: points.map(({ weight: _, ...point }) => point),
  }
}

function intervalOf({ value, variance }: Estimate): Interval {
  const half = Z95 * Math.sqrt(variance)
  const within = (x: number): number => Math.min(1, Math.max(0, x))
  return { value: within(value), low: within(value - half), high: within(value + half) }
}
