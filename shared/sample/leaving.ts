import { CAUSE, PHASE } from './population.ts'
import { drawPauseEnd, startClocks, startHazards, stopClocks } from './rhythm.ts'
import { NEVER } from './season.ts'
import { planVisit } from './visits.ts'
import type { World } from './world.ts'

/** The customer turns away on day t and is gone `rampDays` later; his visits fade over the ramp. */
export function beginLeaving(world: World, c: number, cause: number, t: number, rampDays: number): void {
  const { state } = world.people
  if (rampDays <= 0) return leave(world, c, cause, t)
  state.phase[c] = PHASE.fading
  state.cause[c] = cause
  state.fadeFrom[c] = t
  state.churnDay[c] = Math.min(NEVER - 1, t + rampDays)
  state.competitorDay[c] = NEVER
}

/** The customer is gone as of day t: nothing of his own accord happens any more. */
export function leave(world: World, c: number, cause: number, t: number): void {
  const { people, dice } = world
  const { state, traits } = people
  state.phase[c] = PHASE.left
  state.cause[c] = cause
  state.churnDay[c] = t
  if (state.fadeFrom[c] === NEVER) state.fadeFrom[c] = t
  state.competitorDay[c] = NEVER
  state.lifeDay[c] = NEVER
  state.pausedFrom[c] = NEVER
  state.pausedTo[c] = NEVER
  state.firstOrderDue[c] = NEVER
  stopClocks(world, c)
  if (!world.recording) return
  const hasApp = (traits.reach[c]! & 1) === 1
  const removes = cause === CAUSE.annoyed ? 0.55 : cause === CAUSE.noHabit ? 0.3 : 0.16
  if (hasApp && state.uninstalled[c] === NEVER && dice.chance(removes))
    state.uninstalled[c] = t + Math.floor(dice.exponential(cause === CAUSE.annoyed ? 1 : 25))
  if (cause === CAUSE.annoyed || !dice.chance(0.3)) state.visitDue[c] = NEVER
}

/** How far a departure has come on day t: 0 = not at all, 1 = gone. */
export function fadeProgress(world: World, c: number, t: number): number {
  const { state } = world.people
  if (state.phase[c] !== PHASE.fading) return 0
  const from = state.fadeFrom[c]!
  return Math.min(1, Math.max(0, (t - from) / Math.max(1, state.churnDay[c]! - from)))
}

/** A silent spell that ends by itself. */
export function beginPause(world: World, c: number, t: number): void {
  const { state } = world.people
  state.phase[c] = PHASE.paused
  state.pausedFrom[c] = t
  state.pausedTo[c] = drawPauseEnd(world, t)
  stopClocks(world, c)
  state.visitDue[c] = NEVER
}

/** The customer is (again) one who buys by his own rhythm. */
export function settle(world: World, c: number, t: number, soon: number): void {
  const { state } = world.people
  state.phase[c] = PHASE.active
  state.cause[c] = CAUSE.none
  state.churnDay[c] = NEVER
  state.fadeFrom[c] = NEVER
  state.pausedFrom[c] = NEVER
  state.pausedTo[c] = NEVER
  startHazards(world, c, t)
  startClocks(world, c, t, soon)
  planVisit(world, c, t)
}
