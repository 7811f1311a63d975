import { buyByForce } from '../policy/frontier.ts'
import { planAt, type Planner } from './planner.ts'

/**
 * The frontier at evenly spaced budgets 0 .. `most`: the optimum (`gain`, flat where the next step no longer earns, with
 * `cost` what it then really spends and `returns`) and the curve of money that must be spent (`forcedGain`). Gains are
 * profits before fixed cost.
 */
export interface PlanCurve {
  readonly budget: Float64Array
  readonly cost: Float64Array
  readonly gain: Float64Array
  readonly returns: Float64Array
  readonly forcedGain: Float64Array
}

/** The curve with `nPoints` points (at least 2). Cost: two binary searches a point. */
export function curveOf(planner: Planner, most: number, nPoints: number): PlanCurve {
  const column = (): Float64Array => new Float64Array(nPoints)
  const curve = { budget: column(), cost: column(), gain: column(), returns: column(), forcedGain: column() }
  for (let p = 0; p < nPoints; p++) {
    const budget = (most * p) / (nPoints - 1)
    const plan = planAt(planner, budget)
    curve.budget[p] = budget
    curve.cost[p] = plan.cost
    curve.gain[p] = plan.gain
    curve.returns[p] = plan.incrementalReturns
    curve.forcedGain[p] = buyByForce(planner.frontier, budget).gain
  }
  return curve
}

/** The money at which the optimum curve is flat for good, and the money that everything together costs. */
export function spans({ frontier }: Planner): { readonly useful: number; readonly everything: number } {
  const { cost, nUseful, nSteps } = frontier
  return {
    useful: nUseful === 0 ? 0 : cost[nUseful - 1]!,
    everything: nSteps === 0 ? 0 : cost[nSteps - 1]!,
  }
}
