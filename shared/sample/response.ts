import { CAUSE, PHASE } from './population.ts'
import { fadeProgress } from './leaving.ts'
import type { World } from './world.ts'

/** By contact channel: push, e-mail, text message, call, coupon in the account. */
const DELIVERED = [0.83, 0.94, 0.97, 0.56, 1] as const
const DRAWS_BACK = [0.022, 0.016, 0.04, 0.2, 0.012] as const
const DRIVES_AWAY = [0.03, 0.02, 0.07, 0.16, 0.002] as const
const HEAT = [0.6, 0.4, 1, 2, 0.2] as const
/** What a coupon above a customer's threshold adds, per unit of price sensitivity, and regardless of it. */
const COUPON_PULL = 0.18
const COUPON_BASE = 0.035
const HIGHEST_RESPONSE = 0.7

/** Share of contacts by this channel that arrive (a call: that are answered). */
export function deliveredShare(channel: number): number {
  return DELIVERED[channel]!
}

/** How much of an openness is left by where the customer stands, and by why he left. */
function standing(world: World, c: number, t: number, channel: number): number {
  const { state } = world.people
  const phase = state.phase[c]
  if (phase === PHASE.prospect) return 0.7
  if (phase === PHASE.active) return t - state.lastOrder[c]! < 14 ? 0.4 : 1
  if (phase === PHASE.paused) return 1.1
  const cause = state.cause[c]
  const gone =
    phase === PHASE.left ? Math.exp(-(t - state.churnDay[c]!) / 260) : 1 - 0.2 * fadeProgress(world, c, t)
  if (cause === CAUSE.badDelivery) return gone * (channel === 3 ? 2.3 : 0.6)
  if (cause === CAUSE.outOfStock) return gone * 1.4
  if (cause === CAUSE.competitor) return gone * 0.8
  if (cause === CAUSE.couponOnly) return gone * 0.6
  if (cause === CAUSE.noHabit) return gone * 0.4
  return cause === CAUSE.lifeChange ? gone * 0.04 : 0
}

/** How much a coupon is worth to a customer who stands there: it wins back from a competitor, not from a bad parcel. */
function couponStanding(world: World, c: number): number {
  const { state, traits } = world.people
  if (traits.hunter[c] === 1) return 2.2
  const cause = state.cause[c]
  if (cause === CAUSE.competitor) return 1.5
  return cause === CAUSE.badDelivery || cause === CAUSE.outOfStock ? 0.35 : 1
}

/**
 * Chance that a delivered contact makes the customer order within a week although he had not been about to. A coupon
 * counts in full from his own threshold on, below it hardly: a step for the one, an S for the many.
 */
export function responseShare(world: World, c: number, t: number, channel: number, faceYuan: number): number {
  const { traits } = world.people
  const place = standing(world, c, t, channel)
  if (place === 0) return 0
  const touchy = traits.annoyable[c] === 1 ? 0.35 : 1
  let share = traits.hunter[c] === 1 ? 0 : DRAWS_BACK[channel]! * traits.openness[channel]![c]!
  if (faceYuan > 0) {
    const worth = faceYuan / traits.reservation[c]!
    const noticed = worth >= 1 ? 1 + 0.12 * Math.min(2, worth - 1) : 0.15 * worth
    const pull = COUPON_BASE + COUPON_PULL * traits.priceSense[c]! ** 1.5
    share += pull * noticed * couponStanding(world, c) * (channel === 4 ? 0.6 : 1)
  }
  return Math.min(HIGHEST_RESPONSE, share * place * touchy)
}

/** Contacts of late, as the customer feels them on day t. */
function heatOn(world: World, c: number, t: number): number {
  const { state } = world.people
  return state.heat[c]! * 0.8 ** ((t - state.heatDay[c]!) / 7)
}

export function addHeat(world: World, c: number, t: number, channel: number): void {
  const { state } = world.people
  state.heat[c] = heatOn(world, c, t) + HEAT[channel]!
  state.heatDay[c] = t
}

/** Chance that a delivered contact makes a customer who is still there leave on the spot. */
export function annoyanceShare(world: World, c: number, t: number, channel: number): number {
  const { state, traits } = world.people
  if (state.phase[c] === PHASE.left || state.phase[c] === PHASE.prospect) return 0
  const heat = heatOn(world, c, t)
  if (traits.annoyable[c] === 1) return Math.min(0.6, DRIVES_AWAY[channel]! * (1 + 0.3 * heat))
  return Math.min(0.02, 0.0007 * Math.max(0, heat - 2.5))
}

/** Share of responders who stay with the shop instead of ordering just once. */
export function stayShare(world: World, c: number, channel: number, faceYuan: number): number {
  const { state, traits } = world.people
  if (traits.hunter[c] === 1) return 0
  const base = channel === 3 ? 0.62 : 0.48
  const bought = faceYuan > 0 ? 0.12 + 0.1 * traits.priceSense[c]! : 0
  const spoiled = state.cause[c] === CAUSE.noHabit ? 0.2 : state.cause[c] === CAUSE.competitor ? 0.06 : 0
  return Math.max(0.05, base - bought - spoiled)
}
