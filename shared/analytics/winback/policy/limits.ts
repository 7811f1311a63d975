import type { CurvePoint, LimitResult } from '../../../contract/winbackResult.ts'
import { relax, solveCapped, type CappedPlan } from './capped.ts'
import type { CappedProblem } from './problem.ts'

/** Points of a curve under caps. */
const N_POINTS = 24
const ROUNDING = 1e-9

/** A cap: what it limits, and what one customer's action uses of it. */
export interface Limit {
  readonly unit: 'contacts' | 'money'
  readonly maximum: number
  readonly use: Float64Array
}

/** Items, their actions and the caps on them; the budget (null = none) is a resource like the caps. */
export interface LimitedActions {
  readonly nItems: number
  readonly offsets: Uint32Array
  readonly count: ArrayLike<number>
  readonly gain: Float64Array
  readonly cost: Float64Array
  readonly limits: readonly Limit[]
}

/** A plan under a budget and caps, with the price of every limit and the curve over budgets. */
export interface LimitedPlan {
  readonly plan: CappedPlan
  readonly cost: number
  readonly shadowPrice: number
  readonly limits: readonly LimitResult[]
  readonly frontier: readonly CurvePoint[]
}

/**
 * The best plan under a budget and caps; what each cap costs is the bound without it less the bound with it. `frontier` is
 * `curveUnderLimits` of the same actions. Throws `cancelled`. Cost: as `solveCapped`, once and once a cap.
 */
export function planUnderLimits(
  actions: LimitedActions,
  budget: number | null,
  isCancelled?: () => boolean,
  frontier: readonly CurvePoint[] = curveUnderLimits(actions, isCancelled),
): LimitedPlan {
  const problem = problemOf(actions, budget, null)
  const plan = solveCapped(problem, isCancelled)
  const cost = plan.lines.reduce((sum, [, action, n]) => sum + n * actions.cost[action]!, 0)
  const first = budget === null ? 0 : 1
  const limits = actions.limits.map(({ unit, maximum }, k): LimitResult => {
    const used = plan.used[first + k]!
    const dual = plan.prices[first + k]!
    const without = relax(problemOf(actions, budget, k), isCancelled).bound
    const costOfCap = Math.max(0, without - plan.bound)
    const isBinding = costOfCap > ROUNDING * Math.abs(plan.bound)
    return {
      unit,
      maximum,
      used,
      isBinding,
      dual: isBinding ? dual : 0,
      costOfCap: isBinding ? costOfCap : 0,
    }
  })
  return {
    plan,
    cost,
    shadowPrice: budget === null ? 0 : plan.prices[0]!,
    limits,
    frontier,
  }
}

function problemOf(actions: LimitedActions, budget: number | null, without: number | null): CappedProblem {
  const limits = actions.limits.filter((_, k) => k !== without)
  const money = budget === null ? [] : [{ use: actions.cost, maximum: budget }]
  const resources = [...money, ...limits]
  return {
    nItems: actions.nItems,
    offsets: actions.offsets,
    count: actions.count,
    gain: actions.gain,
    use: resources.map(({ use }) => use),
    limit: resources.map(({ maximum }) => maximum),
  }
}

/** The bound at 24 budgets up to what the caps alone let be spent. Throws `cancelled`. Cost: as `solveCapped`, once a point. */
export function curveUnderLimits(actions: LimitedActions, isCancelled?: () => boolean): CurvePoint[] {
  const { mixture, bound } = relax(problemOf(actions, null, null), isCancelled)
  let most = 0
  mixture.whole.forEach((action, i) => {
    const shares = mixture.split.get(i) ?? [[action, actions.count[i]!] as const]
    for (const [a, n] of shares) if (a >= 0) most += n * actions.cost[a]!
  })
  if (most === 0) return bound > 0 ? [{ cost: 0, gain: bound }] : []
  return Array.from({ length: N_POINTS }, (_, k) => {
    const cost = (most * (k + 1)) / N_POINTS
    return { cost, gain: relax(problemOf(actions, cost, null), isCancelled).bound }
  })
}
