import type { Scenario } from '../../contract/winback.ts'
import type { ScenarioResult } from '../../contract/winbackResult.ts'
import { evaluate } from './evaluate.ts'
import { planScenario } from './plan/scenarioPlan.ts'
import { bandsOf, drawFigures } from './uncertainty/bands.ts'

/**
 * Everything that a scenario asks for: its evaluation, the plan where a budget or caps are given, the bands where
 * uncertainty is given. Throws what `evaluate` throws, and `cancelled`. Cost: the sum of its parts.
 */
export function computeScenario(scenario: Scenario, isCancelled?: () => boolean): ScenarioResult {
  const evaluation = evaluate(scenario)
  const hasPlan = scenario.budget !== undefined || scenario.caps.length > 0
  const { uncertainty } = scenario
  return {
    ...evaluation.result,
    ...(hasPlan ? { plan: planScenario(scenario, evaluation, isCancelled) } : {}),
    ...(uncertainty === undefined
      ? {}
      : { uncertainty: bandsOf(drawFigures(scenario, evaluation, isCancelled), uncertainty.seed) }),
  }
}
