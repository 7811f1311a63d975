import {
  bandOf,
  drawPlans,
  partsOf,
  type DrawnPlan,
  type PlanPart,
} from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import type { Band } from '../../../../shared/contract/winbackResult.ts'
import type { BudgetPicture, BudgetPlan } from './budgetPicture.ts'
import { evaluationOf, inputOf, planFor, uncertaintyOf, worldsOf } from './evaluation.ts'

/** P10-P90 of the plan's figures; null where they are undefined in every world. */
export interface PlanSpread {
  readonly draws: number
  readonly seed: number
  readonly profit: Band | null
  readonly returns: Band | null
  readonly contribution: Band | null
  readonly costPerReturn: Band | null
  readonly next: Band | null
  /** share of worlds in which the profit is negative */
  readonly losing: number
  /** of each line's incremental returns, in the order of the parts */
  readonly lineReturns: readonly (Band | null)[]
}

/** The optimum's profit by budget, and the ends of the strip's axes, which stand still while the budget moves. */
export interface CurveSpread {
  readonly budgets: readonly number[]
  readonly bands: readonly (Band | null)[]
  readonly axes: Readonly<Record<'profit' | 'returns' | 'contribution' | 'costPerReturn', Ends>>
}

export type Ends = readonly [min: number, max: number]

const MOST_LINES = 40

export function spreadOf(scenario: Scenario, { parts, nextParts }: BudgetPlan): PlanSpread {
  const lines = parts.slice(0, MOST_LINES)
  const plans: (readonly PlanPart[])[] = [parts, nextParts, ...lines.map((part) => [part])]
  const [here, next, ...each] = drawn(scenario, plans)
  const { draws, seed } = uncertaintyOf(scenario)
  if (!here || !next) throw new RangeError('no plan was drawn')
  return {
    draws,
    seed,
    profit: bandOf(here.profit),
    returns: bandOf(here.returns),
    contribution: bandOf(share(here, 'contribution', 'direct')),
    costPerReturn: bandOf(share(here, 'direct', 'returns')),
    next: bandOf(next.profit.map((profit, i) => profit - (here.profit[i] ?? 0))),
    losing: draws === 0 ? 0 : here.profit.filter((profit) => profit < 0).length / draws,
    lineReturns: each.map(({ returns }) => bandOf(returns)),
  }
}

/** Plans of a scenario in every world. */
export const drawn = (scenario: Scenario, plans: readonly (readonly PlanPart[])[]): DrawnPlan[] =>
  drawPlans(scenario, evaluationOf(scenario), uncertaintyOf(scenario), plans, undefined, worldsOf(scenario))

/** A ratio in every world; NaN (undefined) where its denominator is 0. */
const share = (plan: DrawnPlan, over: keyof DrawnPlan, under: keyof DrawnPlan): Float64Array =>
  plan[over].map((value, i) => {
    const denominator = plan[under][i] ?? 0
    return denominator === 0 ? NaN : value / denominator
  })

export function curveSpread(scenario: Scenario, picture: BudgetPicture, nPoints = 33): CurveSpread {
  const input = inputOf(scenario)
  const end = Math.min(picture.most, Math.max(picture.peak, picture.most / 64))
  // dense where the curve bends
  const budgets = Array.from({ length: nPoints }, (_, i) => end * (i / (nPoints - 1)) ** 2)
  const plans = budgets.map((budget) => partsOf(scenario, input, planFor(scenario, budget).allocation))
  const each = drawn(scenario, plans)
  const bands = each.map(({ profit }) => bandOf(profit))
  // the first fifth of the way earns at rates that would leave no room for the rest
  const later = each.slice(Math.floor(nPoints / 2.2))
  const axes = {
    profit: endsOf(bands),
    returns: endsOf(each.map(({ returns }) => bandOf(returns))),
    contribution: endsOf(later.map((plan) => bandOf(share(plan, 'contribution', 'direct')))),
    costPerReturn: endsOf(later.map((plan) => bandOf(share(plan, 'direct', 'returns')))),
  }
  return picture.most > end
    ? { budgets: [...budgets, picture.most], bands: [...bands, bands.at(-1) ?? null], axes }
    : { budgets, bands, axes }
}

/** From 0 or below to the highest P90. */
function endsOf(bands: readonly (Band | null)[]): Ends {
  let [min, max] = [0, 0]
  for (const band of bands) {
    if (band === null) continue
    min = Math.min(min, band.p10)
    max = Math.max(max, band.p90)
  }
  return max > min ? [min, max * 1.1] : [min, min + 1]
}
