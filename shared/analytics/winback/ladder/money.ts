import type { ScenarioRoi } from '../../../contract/winbackResult.ts'
import type { Economics } from './model.ts'
import type { Offer } from './offer.ts'
import type { LadderSums } from './sums.ts'

/** The three ledgers of a campaign, in currency units. Ledgers that are off count 0. */
export interface Money {
  readonly redeemed: number
  readonly unneeded: number
  readonly leaked: number
  readonly couponCost: number
  readonly revenue: number
  readonly incrementalMargin: number
  readonly direct: number
  readonly opportunity: number
  readonly hidden: number
  readonly total: number
  readonly profit: number
}

/** The ledgers of the sums when the share `rho` of eligible other holders redeems. */
export function moneyOf(sums: LadderSums, offer: Offer | null, rho: number, economics: Economics): Money {
  const habit = rho * (offer?.eligibleShare ?? 0)
  const unneeded = habit * sums.otherHolders
  const redeemed = sums.liftReturns + unneeded
  const couponCost = redeemed * (offer?.faceValue ?? 0)
  const direct = sums.messageCost + couponCost + economics.fixed
  const opportunity = direct * (economics.directFactor - 1)
  const hidden = economics.hiddenFixed + sums.optOuts * economics.optOutValue
  const total = direct + opportunity + hidden
  const incrementalMargin = sums.incrementalRevenue * economics.marginRate
  return {
    redeemed,
    unneeded,
    leaked: habit * sums.organicIssued,
    couponCost,
    revenue: sums.organicRevenue + sums.incrementalRevenue,
    incrementalMargin,
    direct,
    opportunity,
    hidden,
    total,
    profit: incrementalMargin - total,
  }
}

/** The four rates of return. */
export function roiOf({ revenue, direct, incrementalMargin, profit, total }: Money): ScenarioRoi {
  return {
    gross: ratio(revenue, direct),
    net: ratio(revenue - direct, direct),
    contribution: ratio(incrementalMargin - direct, direct),
    full: ratio(profit, total),
  }
}

/** a / b, null when b is 0 or the quotient is too large for a number. */
export function ratio(a: number, b: number): number | null {
  const quotient = a / b
  return b !== 0 && Number.isFinite(quotient) ? quotient : null
}
