import {
  evaluate,
  planInputOf,
  planScenario,
  preparePlan,
  type Evaluation,
  type PreparedPlan,
} from '../../../../shared/analytics/winback/index.ts'
import type { PlanInput } from '../../../../shared/analytics/winback/index.ts'
import type { PlanResult } from '../../../../shared/contract/winbackResult.ts'
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

/** Nothing that is evaluated depends on the budget: `to` differs from `from` in nothing else. */
export function shareEvaluation(from: Scenario, to: Scenario): void {
  kept.set(to, evaluationOf(from))
}

const prepared = new WeakMap<Evaluation, PreparedPlan>()

/** What every plan of a scenario stands on, once. */
export function preparedOf(scenario: Scenario): PreparedPlan {
  const evaluation = evaluationOf(scenario)
  const found = prepared.get(evaluation) ?? preparePlan(evaluation)
  prepared.set(evaluation, found)
  return found
}

/** The best plan of a scenario for a budget. */
export const planFor = (scenario: Scenario, budget: number): PlanResult =>
  planScenario({ ...scenario, budget }, evaluationOf(scenario), undefined, preparedOf(scenario))

export const inputOf = (scenario: Scenario): PlanInput => planInputOf(evaluationOf(scenario))
