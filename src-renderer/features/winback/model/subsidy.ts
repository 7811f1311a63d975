import {
  couponSplit,
  outcomeOf,
  settledOffer,
  type CouponSplit,
} from '../../../../shared/analytics/winback/index.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../../shared/contract/winback.ts'
import { readInput } from '../../../../shared/contract/winbackRead.ts'
import { evaluationOf } from './evaluation.ts'

/** A fall of the unsubsidised share by more than this is a warning. */
const WORTH_A_WARNING = 0.01

/** The scenario with what was solved written into it, so that it can be varied. */
export const settled = (scenario: Scenario): Scenario => settledOffer(scenario, evaluationOf(scenario))

/** Who redeems, and how much of it goes to people who would have come without it. */
export interface Redeemers extends CouponSplit {
  readonly all: number
  readonly forNothing: number
}

export function redeemersOf(scenario: Scenario): Redeemers {
  const split = couponSplit(settled(scenario))
  const { staying, hunters, anyway, leaked } = split
  return { ...split, all: staying + hunters + anyway + leaked, forNothing: anyway + leaked }
}

/** Share of all returns that came without a coupon, now and as the scenario was opened. */
export interface Unsubsidised {
  readonly now: number | null
  readonly opened: number | null
  readonly isFalling: boolean
}

export function unsubsidisedOf(scenario: Scenario, base: ScenarioInput): Unsubsidised {
  const now = outcomeOf(settled(scenario)).unsubsidisedShare
  const opened = outcomeOf(settled(readInput(scenarioSchema, base))).unsubsidisedShare
  return { now, opened, isFalling: now !== null && opened !== null && opened - now > WORTH_A_WARNING }
}
