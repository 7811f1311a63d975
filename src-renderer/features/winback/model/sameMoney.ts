import {
  bandOf,
  sameBudget,
  todaysParts,
  type SameBudget,
} from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import type { Band } from '../../../../shared/contract/winbackResult.ts'
import type { BudgetPlan } from './budgetPicture.ts'
import { evaluationOf, preparedOf } from './evaluation.ts'
import { drawn } from './spread.ts'

/** The plan beside today's way of spending the same, and how sure the difference is. */
export interface SameMoney {
  readonly compared: SameBudget
  /** profit of the plan less that of today, over the drawn worlds */
  readonly more: Band | null
  readonly worldsWon: number
  readonly worlds: number
}

export function sameMoneyOf(scenario: Scenario, { plan, parts }: BudgetPlan): SameMoney {
  const prepared = preparedOf(scenario)
  const compared = sameBudget(scenario, evaluationOf(scenario), plan, prepared)
  const [best, today] = drawn(scenario, [parts, todaysParts(prepared, plan.cost)])
  const differences = best?.profit.map((profit, i) => profit - (today?.profit[i] ?? 0)) ?? new Float64Array()
  return {
    compared,
    more: bandOf(differences),
    worldsWon: differences.reduce((n, difference) => n + (difference > 0 ? 1 : 0), 0),
    worlds: differences.length,
  }
}
