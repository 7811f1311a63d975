import { GREEN_TEAS, LEAF, N_TASTES, SNACK, WARE } from './catalogue.ts'
import { CITIES, SOURCES } from './people.ts'
import { CONTACT_CHANNELS, PHASE } from './population.ts'
import { cumulate } from './random.ts'
import { BEHAVIOURS_FROM, NEVER, OCCASIONS } from './season.ts'
import { setClock, startHazards } from './rhythm.ts'
import { planFirstVisit } from './visits.ts'
import type { World } from './world.ts'

/** Share of the members whom the shop brought along when its history begins. */
export const OLD_MEMBER_SHARE = 0.16
const NEVER_BUYS = 0.035

const ordinarySources = cumulate(SOURCES.map((one) => one.share))
const saleSources = cumulate(SOURCES.map((one) => one.saleShare))
const cities = cumulate(CITIES.map((one) => one.share))
const packs = cumulate([3, 5, 2])

/** Share of customers who have a push token, an address, a number, a number that answers. */
const REACHABLE = [0.56, 0.38, 0.9, 0.72] as const

function drawPerson(world: World, c: number, t: number, inSale: boolean): void {
  const { dice, people, catalogue } = world
  const { traits } = people
  traits.registered[c] = t
  traits.cameInSale[c] = inSale ? 1 : 0
  const source = dice.pick(inSale ? saleSources : ordinarySources, 1)
  traits.source[c] = source
  traits.city[c] = dice.pick(cities, cities.at(-1)!)
  traits.hunter[c] = t >= 0 && dice.chance(SOURCES[source]!.hunters * (inSale ? 1.4 : 0.9)) ? 1 : 0
  traits.annoyable[c] = dice.chance(0.12) ? 1 : 0
  const calm = dice.gammaMeanOne(2)
  const keen = dice.gammaMeanOne(inSale ? 3.2 : 2.2) * (inSale ? 1.35 : 1)
  traits.priceSense[c] = keen / (keen + calm * 1.25)
  traits.reservation[c] = dice.logNormal(17, 0.55)
  traits.checkInFan[c] = dice.chance(0.05) ? 1 : 0
  let reach = 1 << 4
  REACHABLE.forEach((share, channel) => (reach |= dice.chance(share) ? 1 << channel : 0))
  traits.reach[c] = reach
  CONTACT_CHANNELS.forEach((_, channel) => (traits.openness[channel]![c] = dice.logNormal(0.8, 0.7)))

  traits.taste[c] = Math.min(N_TASTES - 1, Math.max(0, Math.round(3.5 + 1.9 * dice.normal())))
  traits.appetite[c] = Math.min(6, dice.logNormal(0.85, 0.5))
  const teas = catalogue.choice[LEAF]![traits.taste[c]]!
  const favourite = dice.pick(teas, teas.at(-1)!)
  people.state.favouriteTea[c] = favourite
  traits.pack[c] = dice.pick(packs, packs.at(-1)!)
  const erratic = dice.gammaMeanOne(2)
  traits.regularity[c] = Math.min(16, 1.6 + 4.4 * erratic)
  traits.rhythm[LEAF]![c] = dice.chance(0.8) ? Math.min(200, Math.max(11, dice.logNormal(60, 0.5))) : 0
  traits.rhythm[WARE]![c] = dice.chance(0.7) ? Math.max(50, dice.logNormal(280, 0.5)) : 0
  traits.rhythm[SNACK]![c] = dice.chance(0.26) ? Math.max(14, dice.logNormal(64, 0.45)) : 0
  traits.giftLean[c] = dice.chance(0.34) ? 0.15 + 0.6 * dice.uniform() : 0.02
  traits.springLean[c] = GREEN_TEAS.includes(favourite) ? 0.5 * dice.uniform() : 0.04
  const anchor = traits.rhythm[LEAF]![c] > 0 ? traits.rhythm[LEAF]![c] : 70
  traits.visitDays[c] = Math.max(1.5, anchor * 0.16 * dice.logNormal(1, 0.45))
}

/** Draws a newcomer who registers on day t (below 0 = a member whom the shop brought along). */
export function arrive(world: World, c: number, t: number): void {
  const { dice, people, calendar } = world
  const { state, traits } = people
  dice.start(c, world.seed, c)
  drawPerson(world, c, t, t >= 0 && calendar.promotion[t]! >= 0)
  const today = Math.max(0, t)
  while (state.occasion[c]! < OCCASIONS.length && OCCASIONS[state.occasion[c]!]!.from <= today)
    state.occasion[c]!++
  if (t >= 0) {
    state.phase[c] = PHASE.prospect
    if (!dice.chance(NEVER_BUYS))
      state.firstOrderDue[c] = dice.chance(0.76) ? t : t + 1 + Math.floor(dice.exponential(9))
    planFirstVisit(world, c, Math.max(t, BEHAVIOURS_FROM))
    return
  }
  state.phase[c] = PHASE.active
  state.habit[c] = 0.2 + 0.5 * dice.uniform()
  state.nOrders[c] = 1
  startHazards(world, c, 0)
  let rings = NEVER
  for (let k = 0; k < traits.rhythm.length; k++) {
    if (traits.rhythm[k]![c] === 0) continue
    setClock(world, c, k, 0, 1)
    const due = Math.floor(state.clockDue[k]![c]! * dice.uniform())
    state.clockFrom[k]![c] = due - state.clockDue[k]![c]!
    state.clockDue[k]![c] = due
    rings = Math.min(rings, due)
  }
  if (rings === NEVER) state.firstOrderDue[c] = dice.between(0, 120)
  planFirstVisit(world, c, BEHAVIOURS_FROM)
}
