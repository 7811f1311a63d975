import { LEAF, N_RHYTHMS, SNACK, WARE } from './catalogue.ts'
import { NEVER } from './season.ts'
import type { World } from './world.ts'

const LATEST = NEVER - 1

/** Shape of the gaps of a rhythm: tea runs out like clockwork in a habitual household, teaware is a whim. */
function shapeOf(world: World, c: number, rhythm: number): number {
  const regularity = world.people.traits.regularity[c]!
  if (rhythm === LEAF) return regularity
  return rhythm === SNACK ? Math.max(1.5, regularity * 0.5) : 1.3
}

function bounded(t: number): number {
  return t < LATEST ? t : LATEST
}

/** Sets the clock of a rhythm on day t: it rings when the stock is used up, `stretch` times the usual gap on average. */
export function setClock(world: World, c: number, rhythm: number, t: number, stretch: number): void {
  const { dice, people, calendar } = world
  const { state, traits } = people
  let mean = traits.rhythm[rhythm]![c]! * stretch
  if (rhythm !== WARE)
    mean *= (1 - 0.22 * state.habit[c]!) / calendar.thirst[Math.min(t, calendar.thirst.length - 1)]!
  state.clockFrom[rhythm]![c] = t
  state.clockMean[rhythm]![c] = mean
  const gap = mean * dice.gammaMeanOne(shapeOf(world, c, rhythm))
  state.clockDue[rhythm]![c] = bounded(t + Math.max(2, Math.round(gap)))
}

/** The wish of a rhythm stands; the customer comes back to it in `days`. */
export function remindIn(world: World, c: number, rhythm: number, t: number, days: number): void {
  const { state } = world.people
  state.clockFrom[rhythm]![c] = NEVER
  state.clockDue[rhythm]![c] = bounded(t + days)
}

export function stopClocks(world: World, c: number): void {
  const { state } = world.people
  for (let k = 0; k < N_RHYTHMS; k++) state.clockDue[k]![c] = NEVER
  state.occasionDue[0]![c] = NEVER
  state.occasionDue[1]![c] = NEVER
  state.occasionDue[2]![c] = NEVER
  state.waitDay[c] = NEVER
  state.waitFor[c] = 0
}

/** Starts every rhythm of the customer anew, the first wish within about `soon` of a usual gap. */
export function startClocks(world: World, c: number, t: number, soon: number): void {
  for (let k = 0; k < N_RHYTHMS; k++)
    if (world.people.traits.rhythm[k]![c]! > 0) setClock(world, c, k, t, soon)
}

/** Mean days until a competitor wins an active customer over: sale customers go sooner, habit holds. */
function competitorMeanDays(world: World, c: number): number {
  const { traits, state } = world.people
  const pressure = (0.35 + 1.2 * traits.priceSense[c]!) * (traits.cameInSale[c] === 1 ? 1.9 : 1)
  return 680 / (pressure * (1 - 0.7 * state.habit[c]!))
}

const LIFE_CHANGE_MEAN_DAYS = 2300

/** Draws when a competitor or a turn in the customer's own life would end it, from day t. Both have no memory. */
export function startHazards(world: World, c: number, t: number): void {
  const { state } = world.people
  drawCompetitor(world, c, t)
  state.lifeDay[c] = bounded(t + 1 + Math.floor(world.dice.exponential(LIFE_CHANGE_MEAN_DAYS)))
}

export function drawCompetitor(world: World, c: number, t: number): void {
  const days = 1 + Math.floor(world.dice.exponential(competitorMeanDays(world, c)))
  world.people.state.competitorDay[c] = bounded(t + days)
}

const PAUSE_FIXED_DAYS = 55
const PAUSE_MEAN_DAYS = 75
const PAUSE_SHAPE = 1.6

/** A customer goes silent without having left (travel, a full cupboard): the day on which he is back. */
export function drawPauseEnd(world: World, t: number): number {
  return bounded(t + PAUSE_FIXED_DAYS + Math.round(PAUSE_MEAN_DAYS * world.dice.gammaMeanOne(PAUSE_SHAPE)))
}

/**
 * Throws again all dice whose result lies after day t, on condition that nothing has happened by t: clocks, pauses
 * and hazards. What the customer has decided (an order put off, a wish that waits, a departure) stays.
 */
export function rethrowAfter(world: World, c: number, t: number): void {
  const { state, traits } = world.people
  const { dice } = world
  for (let k = 0; k < N_RHYTHMS; k++) {
    const from = state.clockFrom[k]![c]!
    if (state.clockDue[k]![c]! >= LATEST || from === NEVER || traits.rhythm[k]![c] === 0) continue
    const mean = state.clockMean[k]![c]!
    const shape = shapeOf(world, c, k)
    state.clockDue[k]![c] = bounded(t + 1 + Math.floor(residualGamma(world, mean, shape, t + 0.5 - from)))
  }
  if (state.pausedTo[c] !== NEVER) {
    const elapsed = t + 0.5 - state.pausedFrom[c]! - PAUSE_FIXED_DAYS
    const rest = residualGamma(world, PAUSE_MEAN_DAYS, PAUSE_SHAPE, Math.max(0, elapsed))
    state.pausedTo[c] = bounded(t + 1 + Math.floor(rest + Math.max(0, -elapsed)))
  }
  if (state.competitorDay[c] !== NEVER) drawCompetitor(world, c, t)
  if (state.lifeDay[c] !== NEVER)
    state.lifeDay[c] = bounded(t + 1 + Math.floor(dice.exponential(LIFE_CHANGE_MEAN_DAYS)))
}

/** What is left of a gamma gap of which `elapsed` is over; far in the tail it is exponential. */
function residualGamma(world: World, mean: number, shape: number, elapsed: number): number {
  for (let attempt = 0; attempt < 24; attempt++) {
    const gap = mean * world.dice.gammaMeanOne(shape)
    if (gap > elapsed) return gap - elapsed
  }
  return world.dice.exponential(mean / shape)
}
