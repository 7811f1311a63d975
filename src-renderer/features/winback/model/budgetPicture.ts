import {
  gainOfNext,
  leastMoneyFor,
  ledgersOf,
  partsOf,
  spans,
  type PlanLedgers,
  type PlanPart,
} from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import type { CurvePoint, PlanResult } from '../../../../shared/contract/winbackResult.ts'
import { evaluationOf, inputOf, planFor, preparedOf } from './evaluation.ts'

/** Everything about the budget that does not depend on it. Money in currency units, before fixed cost. */
export interface BudgetPicture {
  readonly hasCaps: boolean
  readonly fixed: number
  /** the optimum from 0 on, kinks only */
  readonly optimum: readonly CurvePoint[]
  /** where all the money must be spent, from the peak on; empty under caps */
  readonly forced: readonly CurvePoint[]
  /** the money at which the next yuan stops earning */
  readonly peak: number
  /** the plan at the peak */
  readonly best: PlanResult
  /** today's ladder given to everybody */
  readonly everybody: { readonly cost: number; readonly profit: number; readonly returns: number }
  /** end of the slider and of the axis */
  readonly most: number
  /** what "the next ..." means at this size: 1,000 or less */
  readonly nextMoney: number
}

/** The plan that a budget buys. */
export interface BudgetPlan {
  readonly budget: number
  readonly plan: PlanResult
  readonly parts: readonly PlanPart[]
  readonly ledgers: PlanLedgers
  /** parts when `nextMoney` more is spent, and what that gains */
  readonly nextParts: readonly PlanPart[]
  readonly nextGain: number
}

const UNLIMITED = 1e12

/** A budget that the file leaves out is what the best plan spends. */
export const budgetOf = (scenario: Scenario, picture: BudgetPicture): number =>
  scenario.budget ?? Math.max(1, Math.min(picture.most, Math.ceil(picture.peak)))

export function pictureOf(scenario: Scenario): BudgetPicture {
  const evaluation = evaluationOf(scenario)
  const hasCaps = scenario.caps.length > 0
  const best = planFor(scenario, UNLIMITED)
  const { totals } = evaluation.result
  const peak = hasCaps ? best.cost : spans(preparedOf(scenario).planner).useful
  const everybodyCost = Math.max(0, totals.direct - scenario.ledgers.direct.fixed)
  const most = niceAbove(Math.max(scenario.budget ?? 0, peak * 1.25, Math.min(everybodyCost, peak * 3), 10))
  return {
    hasCaps,
    fixed: best.fixed,
    optimum: fromZero(best.frontier),
    forced: best.forced.filter(({ cost }) => cost >= peak),
    peak,
    best,
    everybody: { cost: everybodyCost, profit: totals.profit, returns: totals.incrementalReturns },
    most,
    nextMoney: most >= 4000 ? 1000 : most >= 400 ? 100 : 10,
  }
}

/** Steps that cost nothing are taken at once. */
function fromZero(points: readonly CurvePoint[]): CurvePoint[] {
  const free = points.filter(({ cost }) => cost <= 0).at(-1)
  return [free ?? { cost: 0, gain: 0 }, ...points.filter(({ cost }) => cost > 0)]
}

export function planOf(scenario: Scenario, picture: BudgetPicture): BudgetPlan {
  const input = inputOf(scenario)
  const budget = budgetOf(scenario, picture)
  const plan = planFor(scenario, budget)
  const next = planFor(scenario, budget + picture.nextMoney)
  const parts = partsOf(scenario, input, plan.allocation)
  return {
    budget,
    plan,
    parts,
    ledgers: ledgersOf(input, parts),
    nextParts: partsOf(scenario, input, next.allocation),
    nextGain: picture.hasCaps
      ? Math.max(0, next.bound - plan.bound)
      : gainOfNext(preparedOf(scenario).planner, budget, picture.nextMoney),
  }
}

/** The least money for `wanted` returns: whatever they earn (caps not counted), and by the most profitable lists. */
export function moneyFor(
  scenario: Scenario,
  picture: BudgetPicture,
  wanted: number,
): { readonly least: number | null; readonly profitable: number | null; readonly mostReturns: number } {
  const { cost, mostReturns } = leastMoneyFor(inputOf(scenario), wanted)
  const returnsAt = (budget: number) => planFor(scenario, budget).incrementalReturns
  if (picture.best.incrementalReturns < wanted) return { least: cost, profitable: null, mostReturns }
  let [low, high] = [0, Math.max(1, picture.peak)]
  for (let i = 0; i < 24 && high - low > 0.5; i++) {
    const middle = (low + high) / 2
    if (returnsAt(middle) >= wanted) high = middle
    else low = middle
  }
  return { least: cost, profitable: high, mostReturns }
}

/** The gain of a curve at a budget: straight between kinks, flat behind the last. */
export function gainAt(points: readonly CurvePoint[], budget: number): number {
  let before = points[0] ?? { cost: 0, gain: 0 }
  for (const point of points) {
    if (point.cost > budget) {
      const span = point.cost - before.cost
      const share = span > 0 ? Math.max(0, budget - before.cost) / span : 0
      return before.gain + share * (point.gain - before.gain)
    }
    before = point
  }
  return before.gain
}

/** 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 or 10 times a power of ten, the first that is not below. */
export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10
  return step * power
}
