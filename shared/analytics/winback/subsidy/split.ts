import type { Scenario } from '../../../contract/winback.ts'
import { modelOf } from '../ladder/model.ts'
import { offerOf } from '../ladder/offer.ts'
import { sumLadder } from '../ladder/sums.ts'

/** Redeemed coupons by who redeems them; they add up to all that are redeemed. */
export interface CouponSplit {
  /** would not have returned without the coupon, and order again */
  readonly staying: number
  /** would not have returned without the coupon, and are gone after the one order: coupon hunters */
  readonly hunters: number
  /** brought back by a message, would have returned without the coupon */
  readonly anyway: number
  /** would have returned without any contact */
  readonly leaked: number
}

/**
 * Who redeems the coupons of a scenario whose offer is settled (see `settledOffer`). Of the returns that a step's offer
 * brought, the share that the step's stay rate leaves out are hunters. Cost: one walk a group.
 */
export function couponSplit(scenario: Scenario): CouponSplit {
  const offer = offerOf(scenario)
  if (offer === null) return { staying: 0, hunters: 0, anyway: 0, leaked: 0 }
  const { liftReturns, huntedReturns, otherHolders, organicIssued } = sumLadder(modelOf(scenario), offer)
  const habit = (scenario.offer?.redeemShare ?? 0) * offer.eligibleShare
  return {
    staying: Math.max(0, liftReturns - huntedReturns),
    hunters: huntedReturns,
    anyway: Math.max(0, habit * (otherHolders - organicIssued)),
    leaked: habit * organicIssued,
  }
}
