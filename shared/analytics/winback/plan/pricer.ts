import type { Audience } from '../ladder/audience.ts'
import type { Ladder } from '../ladder/ladder.ts'
import type { Economics } from '../ladder/model.ts'
import type { Offer } from '../ladder/offer.ts'
import { FIGURE, N_FIGURES, walk } from '../ladder/walk.ts'

/** A slot that stands for no action of an entry. It costs nothing and gains less than nothing, so it is never chosen. */
const NO_GAIN = -1

/**
 * Prices of everything that can be done for one customer of an entry: the ladder cut after step s, without the offer
 * (slot 2 s) or with it (slot 2 s + 1). `gain` expected profit with the ledgers that are on, before what is spent
 * whatever is done; `cost` expected direct cost; `returns` expected incremental returns. Slots that would repeat another
 * one (a step that the class skips; with the offer before any step carries it) hold no action.
 */
export interface Pricer {
  readonly nSlots: number
  readonly gain: Float64Array
  readonly cost: Float64Array
  readonly returns: Float64Array
  /** expected contacts, and what their messages cost, at slot * nChannels + channel; empty unless `countsContacts` */
  readonly contacts: Float64Array
  readonly messageCost: Float64Array
  price(audience: Audience, i: number): void
}

/** A pricer for a ladder, its money, an offer (null = none) and the share rho of other holders who redeem. */
export function pricerOf(
  ladder: Ladder,
  economics: Economics,
  offer: Offer | null,
  rho: number,
  countsContacts = false,
): Pricer {
  const { nSteps, nClasses } = ladder
  const nChannels = ladder.channels.length
  const nSlots = 2 * nSteps
  const gain = new Float64Array(nSlots)
  const cost = new Float64Array(nSlots)
  const returns = new Float64Array(nSlots)
  const contacts = new Float64Array(countsContacts ? nSlots * nChannels : 0)
  const messageCost = new Float64Array(contacts.length)
  const rows = new Float64Array(nSteps * N_FIGURES)
  const habit = offer === null ? 0 : rho * offer.eligibleShare
  const { marginRate, directFactor, optOutValue } = economics

  function fill(audience: Audience, i: number, withOffer: 0 | 1): void {
    const face = withOffer === 1 && offer !== null ? offer.faceValue : 0
    const whole = audience.revenuePerReturn[i]!
    const once = audience.oneOrderRevenue[i]!
    const rateClass = audience.rateClass[i]!
    walk(audience, i, ladder, face > 0 && offer !== null ? offer.liftMultiple : 0, rows)
    let earned = 0
    let spent = 0
    let back = 0
    let lost = 0
    let hasOffer = withOffer === 0
    let before = -1
    for (let s = 0; s < nSteps; s++) {
      const slot = 2 * s + withOffer
      if (ladder.allowed[s * nClasses + rateClass] === 0) {
        leaveOut(slot)
        continue
      }
      const row = s * N_FIGURES
      const step = rows[row + FIGURE.returns]!
      const stay = ladder.stayRate[s]!
      earned += step * (stay * whole + (1 - stay) * once)
      back += step
      lost += rows[row + FIGURE.optOuts]!
      spent += rows[row + FIGURE.cost]!
      if (face > 0) {
        const others = rows[row + FIGURE.holderReturns]! + rows[row + FIGURE.organicIssued]!
        spent += (rows[row + FIGURE.liftReturns]! + habit * others) * face
      }
      if (ladder.carriesOffer[s] === 1) hasOffer = true
      if (countsContacts) {
        for (let c = 0; c < nChannels; c++) {
          contacts[slot * nChannels + c] = before < 0 ? 0 : contacts[before * nChannels + c]!
          messageCost[slot * nChannels + c] = before < 0 ? 0 : messageCost[before * nChannels + c]!
        }
        const at = slot * nChannels + ladder.channel[s]!
        contacts[at] = contacts[at]! + rows[row + FIGURE.sent]!
        messageCost[at] = messageCost[at]! + rows[row + FIGURE.cost]!
        before = slot
      }
      if (!hasOffer) {
        leaveOut(slot)
        continue
      }
      gain[slot] = earned * marginRate - spent * directFactor - lost * optOutValue
      cost[slot] = spent
      returns[slot] = back
    }
  }

  function leaveOut(slot: number): void {
    gain[slot] = NO_GAIN
    cost[slot] = 0
    returns[slot] = 0
  }

  if (offer === null) for (let s = 0; s < nSteps; s++) leaveOut(2 * s + 1)
  return {
    nSlots,
    gain,
    cost,
    returns,
    contacts,
    messageCost,
    price: (audience, i) => {
      fill(audience, i, 0)
      if (offer !== null) fill(audience, i, 1)
    },
  }
}
