import type { Scenario } from '../../../contract/winback.ts'
import { outcomeOf, type SubsidyOutcome } from './outcome.ts'

/** The offer on these steps of the ladder; none = no offer. */
export interface Placement extends SubsidyOutcome {
  readonly steps: readonly number[]
  /** the ladder stands so now */
  readonly isNow: boolean
}

/**
 * The same ladder with its offer on each single step in turn, on none, and (where that is something else) as it stands:
 * coupon first against coupon last. `scenario` has a settled offer. Early, a coupon is issued to the many who would have come anyway; late, to the few who are left. Cost:
 * one walk a step and group.
 */
export function offerPlacements(scenario: Scenario): Placement[] {
  const now = [...scenario.ladder.entries()].filter(([, { offer }]) => offer).map(([step]) => step)
  const places = [...[...scenario.ladder.keys()].map((step) => [step]), ...(now.length > 1 ? [now] : []), []]
  return places.map((steps) => ({
    steps,
    isNow: String(steps) === String(now),
    ...outcomeOf(offeredOn(scenario, steps)),
  }))
}

/** The scenario with its offer on these steps only. */
export function offeredOn(scenario: Scenario, steps: readonly number[]): Scenario {
  return { ...scenario, ladder: scenario.ladder.map((one, s) => ({ ...one, offer: steps.includes(s) })) }
}
