import type { Estimate } from '../measured/pooling.ts'
import { joined, shapeOfFace, type JointRates } from './jointRates.ts'
import type { ProjectRates } from './rates.ts'

/** Holders who would have come anyway: which share of them redeems. */
export interface RedeemShare extends Estimate {
  /** coupons with a known end */
  readonly nIssued: number
  /** the n of Beta(p n, (1 - p) n) that is as sure */
  readonly sampleSize: number
}

const PRIOR_SPREAD = 0.5
const LEAST_ISSUED = 100
const LEAST_OTHERS = 10

/**
 * The share rho from past coupons. Of N issued, R redeemed and B returned; L = N (1 - C) q0 m f / (f + half) of them came
 * because of the coupon (C control customers who came by themselves, q0 and m of `jointRates`); the others B - L hold a coupon
 * that they did not need, and R - L of them redeemed it, e of whose baskets are large enough: rho = (R - L) / (e (B - L)).
 * Joined with what was given (give or take half of it) by 1 / variance; the variance holds that of the redeemed and that of
 * L. Null without a measured lift, or with fewer than 100 coupons or 10 such holders. Cost: one pass over the coupons.
 */
export function redeemShareOf(
  rates: ProjectRates,
  { channels, lift }: JointRates,
  halfFace: number,
  eligible: number,
  given: number,
): RedeemShare | null {
  const { controls, redemptions } = rates
  if (lift === null || controls === null || controls.nControl === 0 || !(eligible > 0)) return null
  const open = 1 - controls.returned / controls.nControl
  let [issued, redeemed, returned, perLift] = [0, 0, 0, 0]
  for (const { channel, faceMinor, nIssued, nRedeemed, nReturned } of redemptions) {
    const base = channels.get(channel)
    if (base === undefined) continue
    issued += nIssued
    redeemed += nRedeemed
    returned += nReturned
    perLift += nIssued * open * base.value * shapeOfFace(faceMinor, halfFace)
  }
  // nobody comes because of a coupon and leaves it unused
  const drawn = Math.min(perLift * lift.value, redeemed)
  const others = returned - drawn
  if (issued < LEAST_ISSUED || others < LEAST_OTHERS) return null
  const share = (redeemed - drawn + 1) / (others + 2)
  const drawnVariance = perLift * perLift * lift.variance
  const variance = (share * (1 - share)) / others + ((1 - share) / others) ** 2 * drawnVariance
  const prior = Math.max(0.02, given)
  const { value, variance: of } = joined(
    { value: prior, variance: (PRIOR_SPREAD * prior) ** 2 },
    { value: share / eligible, variance: variance / (eligible * eligible) },
  )
  const rho = Math.min(1, Math.max(0, value))
  return { value: rho, variance: of, nIssued: issued, sampleSize: Math.max(1, (rho * (1 - rho)) / of - 1) }
}
