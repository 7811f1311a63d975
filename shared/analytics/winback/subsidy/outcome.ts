import type { Scenario } from '../../../contract/winback.ts'
import { modelOf } from '../ladder/model.ts'
import { moneyOf, ratio } from '../ladder/money.ts'
import { offerOf } from '../ladder/offer.ts'
import { sumLadder } from '../ladder/sums.ts'

/** What a ladder comes to, money in currency units. */
export interface SubsidyOutcome {
  readonly incrementalReturns: number
  readonly healthyReturns: number
  /** organic returns included */
  readonly grossReturns: number
  readonly redeemed: number
  /** share of the issued that is redeemed; null when none is issued */
  readonly redemption: number | null
  readonly couponCost: number
  readonly direct: number
  readonly profit: number
  /** direct cost of a healthy return; null without any */
  readonly costPerHealthyReturn: number | null
  /** share of all returns that came without redeeming anything; null without returns */
  readonly unsubsidisedShare: number | null
}

/**
 * Plays a scenario out whose offer is settled (see `settledOffer`): `evaluate` without groups, ranges and break-evens.
 * Cost: one walk a group.
 */
export function outcomeOf(scenario: Scenario): SubsidyOutcome {
  const model = modelOf(scenario)
  const offer = offerOf(scenario)
  const sums = sumLadder(model, offer)
  const money = moneyOf(sums, offer, scenario.offer?.redeemShare ?? 0, model.economics)
  const grossReturns = sums.organicReturns + sums.incrementalReturns
  return {
    incrementalReturns: sums.incrementalReturns,
    healthyReturns: sums.healthyReturns,
    grossReturns,
    redeemed: money.redeemed,
    redemption: ratio(money.redeemed, sums.issued),
    couponCost: money.couponCost,
    direct: money.direct,
    profit: money.profit,
    costPerHealthyReturn: ratio(money.direct, sums.healthyReturns),
    unsubsidisedShare: ratio(grossReturns - money.redeemed, grossReturns),
  }
}
