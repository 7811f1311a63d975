import type { Scenario } from '../../../contract/winback.ts'
import { refusedInput } from '../../../contract/winbackRead.ts'
import type { Model } from './model.ts'
import { offerOf, type Offer } from './offer.ts'
import { sumLadder, type LadderSums } from './sums.ts'

/** The largest maximum of a lift. */
const MOST_LIFT = 100
/** A redemption that misses its range by rounding alone is met. */
const ROUNDING = 1e-12

/** An offer whose unknown is solved. `rho` is null without an offer; `pull` where the lift's maximum was solved. */
export interface SolvedOffer {
  readonly offer: Offer | null
  readonly rho: number | null
  readonly pull: { readonly maximum: number; readonly redemptionRange: readonly [number, number] } | null
}

/** redeemed / issued when the share `rho` of the eligible other holders redeems; null when nothing is issued. */
export function redemptionOf(sums: LadderSums, offer: Offer, rho: number): number | null {
  if (!(sums.issued > 0)) return null
  return (sums.liftReturns + rho * offer.eligibleShare * sums.otherHolders) / sums.issued
}

/** Redemption at rho = 0 and at rho = 1. */
export function rangeOf(sums: LadderSums, offer: Offer): readonly [number, number] | null {
  const low = redemptionOf(sums, offer, 0)
  const high = redemptionOf(sums, offer, 1)
  return low === null || high === null ? null : [low, high]
}

/**
 * Solves what a scenario leaves open. `redeemShare` given: nothing. `redemption` given (mode habit): the one rho of all
 * groups that gives it. Mode pull: the lift's maximum in 0..100 that gives it at the given rho, by bisection (redemption
 * never falls with the maximum; where it is flat, the smallest). Throws `scenario-invalid` at offer.redemption with the
 * feasible range as `allowed`. An offer that nobody is issued redeems nothing: rho stays as given, or is null.
 */
export function solveOffer(scenario: Scenario, model: Model): SolvedOffer {
  const offer = offerOf(scenario)
  const terms = scenario.offer
  if (offer === null || terms === undefined) return { offer: null, rho: null, pull: null }
  if (terms.mode === 'pull') return solvePull(scenario, model, terms.redeemShare ?? 0, terms.redemption ?? 0)
  if (terms.redemption === undefined) return { offer, rho: terms.redeemShare ?? null, pull: null }
  const sums = sumLadder(model, offer)
  const range = rangeOf(sums, offer)
  if (range === null) return { offer, rho: null, pull: null }
  const redemption = within(range, terms.redemption)
  const span = range[1] - range[0]
  const rho = span > 0 ? Math.min(1, Math.max(0, (redemption - range[0]) / span)) : 0
  return { offer, rho, pull: null }
}

function solvePull(scenario: Scenario, model: Model, rho: number, wanted: number): SolvedOffer {
  const at = (maximum: number): { offer: Offer | null; redemption: number | null } => {
    const offer = offerOf(scenario, maximum)
    const redemption = offer === null ? null : redemptionOf(sumLadder(model, offer), offer, rho)
    return { offer, redemption }
  }
  const [least, most] = [at(0).redemption, at(MOST_LIFT).redemption]
  if (least === null || most === null) return { offer: at(0).offer, rho, pull: null }
  const redemptionRange = [least, most] as const
  const redemption = within(redemptionRange, wanted)
  let low = 0
  let high = MOST_LIFT
  if (redemption <= least) high = 0
  while (high > low) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if ((at(middle).redemption ?? 0) < redemption) low = middle
    else high = middle
  }
  return { offer: at(high).offer, rho, pull: { maximum: high, redemptionRange } }
}

function within([low, high]: readonly [number, number], redemption: number): number {
  if (redemption < low * (1 - ROUNDING) || redemption > high * (1 + ROUNDING)) {
    throw refusedInput('offer.redemption', 'infeasible', `${low}..${high}`, redemption)
  }
  return Math.min(high, Math.max(low, redemption))
}
