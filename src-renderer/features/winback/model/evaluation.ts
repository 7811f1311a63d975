import { evaluate, planInputOf, type Evaluation } from '../../../../shared/analytics/winback/index.ts'
import type { PlanInput } from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'

const kept = new WeakMap<Scenario, Evaluation>()

/** The evaluation of a scenario, once. Throws what `evaluate` throws. */
export function evaluationOf(scenario: Scenario): Evaluation {
  const found = kept.get(scenario)
  if (found) return found
  const evaluation = evaluate(scenario)
  kept.set(scenario, evaluation)
  return evaluation
}

export const inputOf = (scenario: Scenario): PlanInput => planInputOf(evaluationOf(scenario))
