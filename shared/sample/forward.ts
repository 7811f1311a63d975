import { rethrowAfter } from './rhythm.ts'
import { NEVER } from './season.ts'
import { nextDue, wake } from './wake.ts'
import type { World } from './world.ts'

/** Prepares the scratch slot for futures of a customer. */
export function lookAt(world: World, c: number): void {
  world.people.copyTraits(c, world.people.scratch)
}

/**
 * One possible future of the customer prepared with `lookAt`, without any contact, from the evening of day t to day
 * `to`; what it comes to stands in `world.tally`. `before` may change the scratch customer first.
 */
export function tryFuture(
  world: World,
  c: number,
  t: number,
  to: number,
  seed: number,
  before?: (scratch: number) => void,
): void {
  const { people, tally, dice } = world
  const slot = people.scratch
  people.copyState(c, slot)
  dice.start(slot, world.seed ^ 0x5bd1e995, seed)
  tally.nOrders = 0
  tally.firstOrderDay = Infinity
  tally.netMinor = 0
  const recording = world.recording
  world.recording = false
  people.state.visitDue[slot] = NEVER
  rethrowAfter(world, slot, t)
  before?.(slot)
  for (let day = nextDue(world, slot, t); day <= to; day = nextDue(world, slot, day)) wake(world, slot, day)
  world.recording = recording
}
