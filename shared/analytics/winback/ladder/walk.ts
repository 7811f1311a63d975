import type { Audience } from './audience.ts'
import type { Ladder } from './ladder.ts'

/** Places of a step's figures in the rows that `walk` writes, each per customer of the entry. */
export const FIGURE = {
  sent: 0,
  delivered: 1,
  /** incremental returns */
  returns: 2,
  optOuts: 3,
  /** of messages */
  cost: 4,
  /** offers issued to customers who held none */
  issued: 5,
  /** of these, to organic customers */
  organicIssued: 6,
  /** returns that came because of the offer */
  liftReturns: 7,
  /** returns of holders who would have come without it, organic customers not among them */
  holderReturns: 8,
} as const

/** Figures a step. */
export const N_FIGURES = 9

/**
 * Walks entry `i` up the ladder and writes the figures of every step (N_FIGURES a step, zeros where the class is skipped).
 * The expected values are exact: reaching and delivering are independent between steps, organic customers return evenly
 * over the window, holders are present in proportion among those who are not back. `liftMultiple` is what an offer step
 * multiplies q0 by, 0 = no offer is made. Cost: about 20 operations a step, no allocation.
 */
export function walk(
  audience: Audience,
  i: number,
  ladder: Ladder,
  liftMultiple: number,
  out: Float64Array,
): void {
  const { nSteps, nClasses } = ladder
  const rateClass = audience.rateClass[i]!
  const organic = audience.organicReturn[i]!
  let others = 1 - organic
  let holderShare = 0
  let organicHolderShare = 0
  for (let s = 0; s < nSteps; s++) {
    const row = s * N_FIGURES
    const k = s * nClasses + rateClass
    if (ladder.allowed[k] === 0) {
      out.fill(0, row, row + N_FIGURES)
      continue
    }
    const reach = audience.reachable[ladder.channel[s]!]![i]!
    const deliveredRate = ladder.delivered[k]!
    const hit = reach * deliveredRate
    const absent = organic * ladder.absentShare[s]!
    const sent = (others + absent) * reach
    const delivered = sent * deliveredRate
    const q0 = ladder.response[k]!
    const withOffer = liftMultiple > 0 && ladder.carriesOffer[s] === 1
    const q = withOffer ? Math.min(1, q0 * liftMultiple) : q0
    const returns = others * hit * q
    let issued = 0
    let organicIssued = 0
    let liftReturns = 0
    let holderReturns = returns * holderShare
    if (withOffer) {
      organicIssued = absent * (1 - organicHolderShare) * hit
      issued = others * (1 - holderShare) * hit + organicIssued
      liftReturns = q > 0 ? returns * (1 - q0 / q) : 0
      holderReturns = returns - liftReturns
      const stay = 1 - hit * q
      holderShare = stay > 0 ? (hit * (1 - q) + holderShare * (1 - hit)) / stay : 0
      organicHolderShare += (1 - organicHolderShare) * hit
    }
    out[row] = sent
    out[row + 1] = delivered
    out[row + 2] = returns
    out[row + 3] = delivered * ladder.optOut[s]!
    out[row + 4] = ladder.unitCost[s]! * (ladder.chargedOnDelivered[s] === 1 ? delivered : sent)
    out[row + 5] = issued
    out[row + 6] = organicIssued
    out[row + 7] = liftReturns
    out[row + 8] = holderReturns
    others -= returns
  }
}
