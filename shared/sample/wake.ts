import { isSoldOut } from './basket.ts'
import { GIFT, LEAF, N_RHYTHMS, N_TEAS, WARE } from './catalogue.ts'
import { beginLeaving, fadeProgress, leave, settle } from './leaving.ts'
import { ORIGIN } from './logs.ts'
import { drawWants, placeOrder } from './orders.ts'
import { CAUSE, PHASE } from './population.ts'
import { remindIn, setClock } from './rhythm.ts'
import { NEVER, OCCASIONS, PROMOTIONS } from './season.ts'
import { visit } from './visits.ts'
import type { World } from './world.ts'

/** First day after t on which something is due for the customer. */
export function nextDue(world: World, c: number, t: number): number {
  const { state } = world.people
  let due = Math.min(state.visitDue[c]!, state.firstOrderDue[c]!)
  const phase = state.phase[c]
  if (phase !== PHASE.left && phase !== PHASE.prospect) {
    due = Math.min(due, state.competitorDay[c]!, state.lifeDay[c]!, state.waitDay[c]!)
    for (let k = 0; k < N_RHYTHMS; k++) due = Math.min(due, state.clockDue[k]![c]!)
    for (let k = 0; k < 3; k++) due = Math.min(due, state.occasionDue[k]![c]!)
    if (phase === PHASE.fading) due = Math.min(due, state.churnDay[c]!)
    if (phase === PHASE.paused) due = Math.min(due, state.pausedTo[c]!)
    const occasion = state.occasion[c]!
    if (occasion < OCCASIONS.length) due = Math.min(due, OCCASIONS[occasion]!.from)
  }
  return Math.max(due, t + 1)
}

/** Lets everything happen that is due for the customer by day t. Draws from the customer's own dice. */
export function wake(world: World, c: number, t: number): void {
  const { people, dice } = world
  const { state } = people
  dice.slot = c
  if (state.phase[c] !== PHASE.left) live(world, c, t)
  if (state.visitDue[c]! <= t) visit(world, c, t)
}

function live(world: World, c: number, t: number): void {
  const { state } = world.people
  if (state.lifeDay[c]! <= t) return leave(world, c, CAUSE.lifeChange, t)
  if (state.phase[c] === PHASE.fading && state.churnDay[c]! <= t) return leave(world, c, state.cause[c]!, t)
  if (state.competitorDay[c]! <= t) {
    if (state.phase[c] === PHASE.paused) return leave(world, c, CAUSE.competitor, t)
    beginLeaving(world, c, CAUSE.competitor, t, world.dice.between(22, 60))
  }
  decideOccasions(world, c, t)
  if (state.phase[c] === PHASE.paused) {
    if (state.pausedTo[c]! > t) return
    settle(world, c, t, 0.25)
  }
  if (state.firstOrderDue[c]! <= t) {
    if (world.calendar.shutdown[t] === 1 && world.dice.chance(0.7)) {
      state.firstOrderDue[c] = t + 2
      return
    }
    state.firstOrderDue[c] = NEVER
    placeOrder(world, c, t, drawWants(world, c), ORIGIN.first)
    return
  }
  if (state.waitDay[c]! <= t) {
    const wants = state.waitFor[c]!
    state.waitDay[c] = NEVER
    state.waitFor[c] = 0
    placeOrder(world, c, t, wants | takeRipe(world, c, t + 12), ORIGIN.waitedForSale)
    return
  }
  followOccasion(world, c, t)
  followRhythm(world, c, t)
}

/** Decides, once a season, whether to buy out of the rhythm and on which day. */
function decideOccasions(world: World, c: number, t: number): void {
  const { people, dice } = world
  const { state, traits } = people
  while (state.occasion[c]! < OCCASIONS.length && OCCASIONS[state.occasion[c]!]!.from <= t) {
    const one = OCCASIONS[state.occasion[c]!]!
    state.occasion[c]!++
    if (t > one.to || state.phase[c] !== PHASE.active || traits.hunter[c] === 1) continue
    const sense = traits.priceSense[c]!
    const lean =
      one.kind === 'gift'
        ? traits.giftLean[c]!
        : one.kind === 'springTea'
          ? traits.springLean[c]!
          : 0.1 + 0.34 * sense
    if (!dice.chance(lean * one.strength)) continue
    const kind = one.kind === 'gift' ? 0 : one.kind === 'springTea' ? 1 : 2
    const late = dice.uniform()
    const day = one.from + Math.floor((one.to - one.from + 1) * (kind === 2 ? late ** 0.6 : late))
    state.occasionDue[kind]![c] = Math.max(t, kind === 2 && dice.chance(0.55) ? one.to : day)
  }
}

function followOccasion(world: World, c: number, t: number): void {
  const { state, traits } = world.people
  let wants = 0
  for (let kind = 0; kind < 3; kind++) {
    if (state.occasionDue[kind]![c]! > t) continue
    state.occasionDue[kind]![c] = NEVER
    if (kind === 0) wants |= 1 << GIFT
    else if (kind === 1 || traits.rhythm[LEAF]![c]! > 0) wants |= 1 << LEAF
    else wants |= 1 << WARE
    if (kind === 2) wants |= takeRipe(world, c, t + 25)
  }
  if (wants !== 0 && !world.dice.chance(fadeProgress(world, c, t)))
    placeOrder(world, c, t, wants, ORIGIN.occasion)
}

/** The rhythms that ring by day `by`, as bits; their clocks are taken down. */
function takeRipe(world: World, c: number, by: number): number {
  const { state } = world.people
  let wants = 0
  for (let k = 0; k < N_RHYTHMS; k++)
    if (state.clockDue[k]![c]! <= by) {
      state.clockDue[k]![c] = NEVER
      wants |= 1 << k
    }
  return wants
}

/** True when the favourite tea is sold out and the customer therefore does not buy today. */
function missesFavourite(world: World, c: number, t: number): boolean {
  const { people, dice } = world
  const { state } = people
  if (state.clockDue[LEAF]![c]! > t || !isSoldOut(state.favouriteTea[c]!, t)) return false
  const u = dice.uniform()
  if (u < 0.3) {
    leave(world, c, CAUSE.outOfStock, t)
    return true
  }
  if (u < 0.68) {
    state.favouriteTea[c] = (state.favouriteTea[c]! + dice.between(2, N_TEAS - 2)) % N_TEAS
    return false
  }
  remindIn(world, c, LEAF, t, dice.between(12, 30))
  return true
}

/** A rhythm rings: buy, forget it this time, put it off to a sale, or to a better day of the week. */
function followRhythm(world: World, c: number, t: number): void {
  const { people, dice, calendar } = world
  const { state, traits } = people
  let rings = false
  for (let k = 0; k < N_RHYTHMS; k++) if (state.clockDue[k]![c]! <= t) rings = true
  if (!rings || missesFavourite(world, c, t)) return
  const inSale = calendar.promotion[t]! >= 0
  const skips = inSale ? 0.12 : 0.34 * (1 - state.habit[c]!)
  if (dice.chance(skips) || dice.chance(fadeProgress(world, c, t))) {
    for (let k = 0; k < N_RHYTHMS; k++)
      if (state.clockDue[k]![c]! <= t) setClock(world, c, k, t, 0.6 + 0.6 * dice.uniform())
    return
  }
  const next = calendar.nextPromotion[t]!
  const sale = next < 0 ? null : PROMOTIONS[next]!
  const sense = traits.priceSense[c]!
  if (!inSale && sale !== null && sale.from - t <= 3 + 28 * sense && dice.chance(sense * sale.pull * 1.1)) {
    state.waitFor[c] = takeRipe(world, c, t)
    state.waitDay[c] = sale.peaks[dice.between(0, sale.peaks.length - 1)]!
    return
  }
  const closed = calendar.shutdown[t] === 1
  if (!dice.chance(closed ? 0.12 : inSale ? 1 : calendar.weekday[t]!)) {
    for (let k = 0; k < N_RHYTHMS; k++)
      if (state.clockDue[k]![c]! <= t) remindIn(world, c, k, t, closed ? dice.between(2, 7) : 1)
    return
  }
  placeOrder(world, c, t, takeRipe(world, c, t + 4), ORIGIN.rhythm)
}
