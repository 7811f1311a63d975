import {
  drawnWorldsOf,
  evaluate,
  planInputOf,
  planScenario,
  preparePlan,
  type DrawnWorlds,
  type Evaluation,
  type PreparedPlan,
} from '../../../../shared/analytics/winback/index.ts'
import type { PlanInput } from '../../../../shared/analytics/winback/index.ts'
import type { PlanResult } from '../../../../shared/contract/winbackResult.ts'
import type { Scenario, ScenarioUncertainty } from '../../../../shared/contract/winback.ts'
import { uncertaintySchema } from '../../../../shared/contract/winbackShape.ts'

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

const worlds = new WeakMap<Evaluation, DrawnWorlds>()

/** The worlds in which plans of a scenario are judged, drawn once. */
export function worldsOf(scenario: Scenario): DrawnWorlds {
  const evaluation = evaluationOf(scenario)
  const found = worlds.get(evaluation) ?? drawnWorldsOf(scenario, evaluation, uncertaintyOf(scenario))
  worlds.set(evaluation, found)
  return found
}

/** Whether its worlds are drawn already, so that bands cost next to nothing. */
export const hasWorlds = (scenario: Scenario): boolean => worlds.has(evaluationOf(scenario))

/** A scenario that says nothing about it is as unsure as the defaults. */
export const uncertaintyOf = (scenario: Scenario): ScenarioUncertainty =>
  scenario.uncertainty ?? uncertaintySchema.parse({})

export const inputOf = (scenario: Scenario): PlanInput => planInputOf(evaluationOf(scenario))
