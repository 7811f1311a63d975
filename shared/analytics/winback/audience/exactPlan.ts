import type { Scenario } from '../../../contract/winback.ts'
import type { ExactPlan } from '../../../contract/winbackAudience.ts'
import { refusedInput } from '../../../contract/winbackRead.ts'
import { evaluate } from '../evaluate.ts'
import type { Audience } from '../ladder/audience.ts'
import { modelOf, type Model } from '../ladder/model.ts'
import { actionsAt } from '../policy/frontier.ts'
import { solveOffer } from '../ladder/redemption.ts'
import { planAt, plannerOf, fixedTotal, type PlanInput } from '../plan/planner.ts'
import { pricerOf } from '../plan/pricer.ts'
import { actionName, planScenario } from '../plan/scenarioPlan.ts'
import type { ProjectMembers } from './fromProject.ts'
import { planCapped } from './exactCaps.ts'

/** What every member is given: slot of `Pricer` (-1 = left alone) with its expected cost, profit and returns. */
export interface MemberPlan {
  readonly input: PlanInput
  readonly slot: Int32Array
  readonly cost: Float64Array
  readonly gain: Float64Array
  readonly returns: Float64Array
  readonly totals: { readonly profit: number; readonly cost: number; readonly incrementalReturns: number }
}

/**
 * The plan over every member, with the rates, money and ledgers of a scenario that `projectScenario` made and a hand may have
 * changed since: a group's organic return or money moves its members in the same ratio. Throws `scenario-invalid` for
 * groups that are not this project's, `cancelled`. Cost: as `plannerOf` over the members; under caps as `solveCapped`.
 */
export function memberPlan(
  scenario: Scenario,
  members: ProjectMembers,
  isCancelled?: () => boolean,
): MemberPlan {
  const model = memberModel(scenario, members)
  const solved = solveOffer(scenario, model)
  const input: PlanInput = {
    audience: model.audience,
    ladder: model.ladder,
    economics: model.economics,
    offer: solved.offer,
    rho: solved.rho ?? 0,
  }
  const budget = scenario.budget ?? null
  const slot =
    scenario.caps.length > 0 ? planCapped(scenario, input, isCancelled) : freePlan(input, budget, isCancelled)
  const { n } = model.audience
  const cost = new Float64Array(n)
  const gain = new Float64Array(n)
  const returns = new Float64Array(n)
  const pricer = pricerOf(input.ladder, input.economics, input.offer, input.rho)
  const totals = { profit: -fixedTotal(input.economics), cost: 0, incrementalReturns: 0 }
  for (let i = 0; i < n; i++) {
    const chosen = slot[i]!
    if (chosen < 0) continue
    pricer.price(input.audience, i)
    cost[i] = pricer.cost[chosen]!
    gain[i] = pricer.gain[chosen]!
    returns[i] = pricer.returns[chosen]!
    totals.profit += gain[i]!
    totals.cost += cost[i]!
    totals.incrementalReturns += returns[i]!
  }
  return { input, slot, cost, gain, returns, totals }
}

/** Members' plan beside the cells' one. The caller fills in `elapsedMs`. Throws what `memberPlan` throws. */
export function exactPlan(
  scenario: Scenario,
  members: ProjectMembers,
  isCancelled?: () => boolean,
): ExactPlan {
  const { slot, totals } = memberPlan(scenario, members, isCancelled)
  const cells = planScenario(scenario, evaluate(scenario), isCancelled)
  return {
    customers: members.customer.length,
    contacted: slot.reduce((n, one) => (one < 0 ? n : n + 1), 0),
    exact: totals,
    cells: { profit: cells.profit, cost: cells.cost, incrementalReturns: cells.incrementalReturns },
    elapsedMs: 0,
  }
}

/** The ladder of a member up to his slot's step, in words of the engine: "push > sms". */
export function memberAction({ input, slot }: MemberPlan, i: number): string {
  return slot[i]! < 0 ? '' : actionName(input, i, slot[i]!)
}

function freePlan(input: PlanInput, budget: number | null, isCancelled?: () => boolean): Int32Array {
  const planner = plannerOf(input, isCancelled)
  return actionsAt(planner.frontier, planAt(planner, budget), input.audience.n)
}

/** Scenario groups stand in any order and may have been edited; members follow the group of their cell's name. */
function memberModel(scenario: Scenario, members: ProjectMembers): Model {
  const cellModel = modelOf(scenario)
  const groupOf = new Map(scenario.groups.map(({ name }, i) => [name, i]))
  const group = members.cellNames.map((name) => {
    const found = groupOf.get(name)
    if (found === undefined)
      throw refusedInput('audience.groups', 'unknown-name', members.cellNames.join(', '))
    return found
  })
  const ratio = (of: (cell: number) => number, now: (g: number) => number): number[] =>
    group.map((g, cell) => {
      const [was, is] = [of(cell), now(g)]
      return was > 0 && is !== was ? is / was : 1
    })
  const { cells, cellOf, audience } = members
  const organic = ratio(
    (cell) => cells.organicReturn[cell]!,
    (g) => scenario.groups[g]!.organicReturn,
  )
  const whole = ratio(
    (cell) => cells.revenuePerReturn[cell]!,
    (g) => scenario.groups[g]!.revenuePerReturn,
  )
  const once = ratio(
    (cell) => cells.oneOrderRevenue[cell]!,
    (g) => scenario.groups[g]!.oneOrderRevenue,
  )
  const { channels } = cellModel.ladder
  const own: Audience = {
    n: audience.n,
    count: audience.count,
    rateClass: Uint16Array.from(cellOf, (cell) => group[cell]!),
    organicReturn: audience.organicReturn.map((o, i) => Math.min(1, o * organic[cellOf[i]!]!)),
    revenuePerReturn: audience.revenuePerReturn.map((value, i) => value * whole[cellOf[i]!]!),
    oneOrderRevenue: audience.oneOrderRevenue.map((value, i) => value * once[cellOf[i]!]!),
    reachable: channels.map((_, k) => audience.reachable[k] ?? new Float64Array(audience.n).fill(1)),
  }
  return { ...cellModel, audience: own, isCore: new Uint8Array(audience.n) }
}
