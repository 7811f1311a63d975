import { checkScenario } from './winbackChecks.ts'
import { groupName, scenarioShape, stepDays, type ScenarioShape } from './winbackShape.ts'

export { budgetSchema } from './winbackShape.ts'
export type { ScenarioCap, ScenarioInput, ScenarioOffer, ScenarioUncertainty } from './winbackShape.ts'

/** A group with every default filled in. */
export type ScenarioGroup = NonNullable<ScenarioShape['audience']['groups']>[number] & {
  readonly name: string
  readonly oneOrderRevenue: number
}
/** A step with every default filled in. */
export type ScenarioStep = ScenarioShape['ladder'][number] & { readonly day: number }

/** A scenario that is whole: every default filled in, every check passed. `groups` is empty in project mode. */
export type Scenario = Omit<ScenarioShape, 'audience' | 'ladder'> & {
  readonly groups: readonly ScenarioGroup[]
  readonly fromProject: Readonly<Record<string, unknown>> | null
  readonly ladder: readonly ScenarioStep[]
}

/**
 * A plan to win customers back, as a file: `huiliu.scenario/1`. Five typed numbers are enough: `customers`,
 * `revenuePerReturn`, `marginRate`, and a step's `unitCost` and `response`; everything else has the default told at its
 * field. `windowDays` W (default 30): back means within W days of the start. `audience`: `groups`, or in a project a
 * filter (`fromProject`). `value.acquisitionCost` is what a new customer costs, for comparison. `organicStayRate` (default
 * 1). `northStar`: core customers of the shop and the monthly repurchase rate of those who return. `budget`, `caps`: for
 * the plan that makes the best of them. Money in currency units. Refusals carry the field's path and what is allowed there.
 */
export const scenarioSchema = scenarioShape.superRefine(checkScenario).transform(whole)

function whole({ audience, ladder, ...rest }: ScenarioShape): Scenario {
  const groups = audience.groups ?? []
  const days = stepDays(ladder)
  return {
    ...rest,
    groups: groups.map((group, i) => ({
      ...group,
      name: groupName(groups, i),
      oneOrderRevenue: group.oneOrderRevenue ?? group.revenuePerReturn,
    })),
    fromProject: audience.fromProject ?? null,
    ladder: ladder.map((step, i) => ({ ...step, day: days[i] ?? 0 })),
  }
}
