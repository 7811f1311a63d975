import type { Scenario } from '../../../contract/winback.ts'
import { audienceOf, type Audience } from './audience.ts'
import { ladderOf, type Ladder } from './ladder.ts'

/** What every currency unit and every return counts for. */
export interface Economics {
  readonly marginRate: number
  readonly organicStayRate: number
  /** direct cost that is spent whatever is done */
  readonly fixed: number
  /** total cost of a unit of direct cost: 1 + alternative ROI while that ledger is on, else 1 */
  readonly directFactor: number
  /** hours and upkeep while the hidden ledger is on, else 0 */
  readonly hiddenFixed: number
  /** value of an opt-out while the hidden ledger is on, else 0 */
  readonly optOutValue: number
}

/** A scenario in the form that is computed with. `isCore` by entry of the audience. */
export interface Model {
  readonly audience: Audience
  readonly isCore: Uint8Array
  readonly ladder: Ladder
  readonly economics: Economics
}

/** The model of a scenario with groups. Cost: steps x groups. */
export function modelOf(scenario: Scenario): Model {
  const ladder = ladderOf(scenario)
  return {
    audience: audienceOf(scenario, ladder.channels),
    isCore: Uint8Array.from(scenario.groups, ({ core }) => (core ? 1 : 0)),
    ladder,
    economics: economicsOf(scenario),
  }
}

/** The economics of a scenario. */
export function economicsOf({ value, organicStayRate, ledgers }: Scenario): Economics {
  const { direct, opportunity, hidden } = ledgers
  const isHidden = hidden?.on === true
  return {
    marginRate: value.marginRate,
    organicStayRate,
    fixed: direct.fixed,
    directFactor: opportunity?.on === true ? 1 + (opportunity.alternativeRoi ?? 0) : 1,
    hiddenFixed: isHidden ? hidden.hours * hidden.hourCost + hidden.upkeep : 0,
    optOutValue: isHidden ? hidden.optOutValue : 0,
  }
}
