import type { Offer } from './offer.ts'
import type { Model } from './model.ts'
import { FIGURE, N_FIGURES, walk } from './walk.ts'

/** Sums over an audience that climbs a whole ladder, before rho is known. Expected values. */
export interface LadderSums {
  customers: number
  contacts: number
  delivered: number
  optOuts: number
  messageCost: number
  organicReturns: number
  incrementalReturns: number
  healthyReturns: number
  coreReturns: number
  organicRevenue: number
  incrementalRevenue: number
  issued: number
  organicIssued: number
  liftReturns: number
  /** those of them who do not stay */
  huntedReturns: number
  /** holders who return and would have come without the offer, organic customers among them */
  otherHolders: number
}

/**
 * Lets everybody climb the whole ladder and sums up. `each` sees every entry's rows (per customer, see `walk`; valid
 * during the call only). Revenue of a return = stay * revenuePerReturn + (1 - stay) * oneOrderRevenue. Cost: one walk an
 * entry.
 */
export function sumLadder(
  { audience, isCore, ladder, economics }: Model,
  offer: Offer | null,
  each?: (i: number, rows: Float64Array) => void,
): LadderSums {
  const rows = new Float64Array(ladder.nSteps * N_FIGURES)
  const liftMultiple = offer?.liftMultiple ?? 0
  const sums = noSums()
  const organicStay = economics.organicStayRate
  for (let i = 0; i < audience.n; i++) {
    walk(audience, i, ladder, liftMultiple, rows)
    each?.(i, rows)
    const count = audience.count[i]!
    const whole = audience.revenuePerReturn[i]!
    const once = audience.oneOrderRevenue[i]!
    const organic = count * audience.organicReturn[i]!
    sums.customers += count
    sums.organicReturns += organic
    sums.organicRevenue += organic * (organicStay * whole + (1 - organicStay) * once)
    for (let s = 0; s < ladder.nSteps; s++) {
      const row = s * N_FIGURES
      const returns = count * rows[row + FIGURE.returns]!
      const stay = ladder.stayRate[s]!
      const organicIssued = count * rows[row + FIGURE.organicIssued]!
      sums.contacts += count * rows[row + FIGURE.sent]!
      sums.delivered += count * rows[row + FIGURE.delivered]!
      sums.optOuts += count * rows[row + FIGURE.optOuts]!
      sums.messageCost += count * rows[row + FIGURE.cost]!
      sums.incrementalReturns += returns
      sums.healthyReturns += returns * stay
      if (isCore[i] === 1) sums.coreReturns += returns
      sums.incrementalRevenue += returns * (stay * whole + (1 - stay) * once)
      sums.issued += count * rows[row + FIGURE.issued]!
      sums.organicIssued += organicIssued
      const lift = count * rows[row + FIGURE.liftReturns]!
      sums.liftReturns += lift
      sums.huntedReturns += lift * (1 - stay)
      sums.otherHolders += count * rows[row + FIGURE.holderReturns]! + organicIssued
    }
  }
  return sums
}

function noSums(): LadderSums {
  return {
    customers: 0,
    contacts: 0,
    delivered: 0,
    optOuts: 0,
    messageCost: 0,
    organicReturns: 0,
    incrementalReturns: 0,
    healthyReturns: 0,
    coreReturns: 0,
    organicRevenue: 0,
    incrementalRevenue: 0,
    issued: 0,
    organicIssued: 0,
    liftReturns: 0,
    huntedReturns: 0,
    otherHolders: 0,
  }
}
