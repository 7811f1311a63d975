import type { Estimate } from '../measured/pooling.ts'
import type { ProjectRates } from './rates.ts'

/** What the scenario says of a coupon's lift. */
export interface LiftGiven {
  readonly maximum: number
  readonly halfFace: number
}

/** Response of each measured channel without a coupon, and the largest lift of a coupon (null without arms with one). */
export interface JointRates {
  readonly channels: ReadonlyMap<string, Estimate>
  readonly lift: Estimate | null
}

/** How sure an entered or starting rate is held for, against what was measured: give or take half of it. */
const PRIOR_SPREAD = 0.5
const LEAST_RATE = 0.001
const MOST_LIFT = 20
const MOST_ROUNDS = 5_000
const SETTLED = 1e-12

interface CouponArm extends Estimate {
  readonly channel: string
  readonly shape: number
}

/** Two estimates of one thing as one, weighted by 1 / variance. */
export function joined(a: Estimate, b: Estimate): Estimate {
  const weight = 1 / a.variance + 1 / b.variance
  return { value: (a.value / a.variance + b.value / b.variance) / weight, variance: 1 / weight }
}

/** Share of the largest lift that a face draws, at a half face in currency units. */
export const shapeOfFace = (faceMinor: number, halfFace: number): number =>
  halfFace === 0 ? 1 : faceMinor / (faceMinor + halfFace * 100)

/**
 * Rates without a coupon and the coupon's lift from all arms at once: an arm with a face f in channel c answers with
 * b_c (1 + m f / (f + half)). Weighted least squares with what was given as one more observation of each: b_c give or take
 * half of it, m give or take 1 + m, because how much a coupon multiplies answers is known less well than how many answer.
 * So arms with coupons also tell about the channel without one, and the given lift counts once, not once an arm. Solved by
 * turns; each variance is that of its own turn. Cost: some hundred passes over the arms.
 */
export function jointRates(
  rates: ProjectRates,
  given: (channel: string) => number,
  { maximum, halfFace }: LiftGiven,
): JointRates {
  const priors = new Map(
    rates.channels.map(({ channel }) => {
      const value = Math.max(LEAST_RATE, given(channel))
      return [channel, { value, variance: (PRIOR_SPREAD * value) ** 2 }]
    }),
  )
  const plain = new Map(rates.channels.map(({ channel, estimate }) => [channel, estimate]))
  const arms = rates.coupons
    .filter(({ channel }) => plain.has(channel))
    .map(({ channel, faceMinor, estimate }): CouponArm => ({
      channel,
      shape: shapeOfFace(faceMinor, halfFace),
      ...estimate,
    }))
  const prior: Estimate = { value: maximum, variance: (1 + maximum) ** 2 }
  let lift: Estimate = prior
  let channels = new Map<string, Estimate>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    channels = new Map([...priors].map(([channel, own]) => [channel, baseOf(channel, own)]))
    const before = lift.value
    if (arms.length > 0) lift = liftFrom(channels)
    if (Math.abs(lift.value - before) <= SETTLED * (1 + before)) break
  }
  return { channels, lift: arms.length === 0 ? null : lift }

  function baseOf(channel: string, own: Estimate): Estimate {
    const measured = plain.get(channel)
    let base = measured === undefined ? own : joined(own, measured)
    for (const arm of arms) {
      if (arm.channel !== channel) continue
      const multiple = 1 + lift.value * arm.shape
      base = joined(base, { value: arm.value / multiple, variance: arm.variance / (multiple * multiple) })
    }
    return { value: Math.max(0, base.value), variance: base.variance }
  }

  function liftFrom(bases: ReadonlyMap<string, Estimate>): Estimate {
    let [up, down] = [prior.value / prior.variance, 1 / prior.variance]
    for (const { channel, shape, value, variance } of arms) {
      const base = bases.get(channel)?.value ?? 0
      up += (base * shape * (value - base)) / variance
      down += (base * shape) ** 2 / variance
    }
    return { value: Math.min(MOST_LIFT, Math.max(0, up / down)), variance: 1 / down }
  }
}
