import type { PlanLine } from '../../../contract/winbackResult.ts'
import type { Scenario, ScenarioUncertainty } from '../../../contract/winback.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Evaluation } from '../evaluate.ts'
import type { Economics } from '../ladder/model.ts'
import { unsureOf, worldAt } from '../uncertainty/worlds.ts'
import type { PlanInput } from './planner.ts'
import { pricerOf } from './pricer.ts'
import { actionName } from './scenarioPlan.ts'

/** `customers` of an entry of the audience who are given slot `slot` of the pricer. */
export interface PlanPart {
  readonly entry: number
  readonly slot: number
  readonly customers: number
}

/** The three ledgers of a plan, in currency units; `direct` holds what is fixed. */
export interface PlanLedgers {
  readonly incrementalMargin: number
  readonly messages: number
  readonly coupons: number
  readonly fixed: number
  readonly direct: number
  readonly opportunity: number
  readonly hidden: number
  readonly profit: number
}

/** A plan in every drawn world: incremental returns, direct cost, contribution (incremental margin - direct) and profit. */
export interface DrawnPlan {
  readonly returns: Float64Array
  readonly direct: Float64Array
  readonly contribution: Float64Array
  readonly profit: Float64Array
}

/** What a scenario's plans are made for. */
export function planInputOf({ model, solved }: Evaluation): PlanInput {
  const { audience, ladder, economics } = model
  return { audience, ladder, economics, offer: solved.offer, rho: solved.rho ?? 0 }
}

/**
 * The lines of a plan as parts; customers left alone have none. Lines that name the same channels of a group cost and
 * gain the same, so the earliest slot stands for them. Cost: lines x slots.
 */
export function partsOf(scenario: Scenario, input: PlanInput, lines: readonly PlanLine[]): PlanPart[] {
  const entries = new Map(scenario.groups.map(({ name }, i) => [name, i]))
  return lines.flatMap(({ group, action, withOffer, customers }) => {
    const entry = entries.get(group)
    if (entry === undefined || action === null) return []
    for (let s = 0; s < input.ladder.nSteps; s++) {
      const slot = 2 * s + (withOffer ? 1 : 0)
      if (actionName(input, entry, slot) === action) return [{ entry, slot, customers }]
    }
    return []
  })
}

/** The ledgers of a plan at the entered values. Cost: two prices a part. */
export function ledgersOf(input: PlanInput, parts: readonly PlanPart[]): PlanLedgers {
  const { audience, ladder, economics, offer, rho } = input
  const full = pricerOf(ladder, economics, offer, rho, true)
  const bare = pricerOf(ladder, barePrices(economics), offer, rho)
  const nChannels = ladder.channels.length
  let [gain, contribution, cost, messages] = [0, 0, 0, 0]
  for (const { entry, slot, customers } of parts) {
    full.price(audience, entry)
    bare.price(audience, entry)
    gain += customers * full.gain[slot]!
    contribution += customers * bare.gain[slot]!
    cost += customers * full.cost[slot]!
    for (let c = 0; c < nChannels; c++) messages += customers * full.messageCost[slot * nChannels + c]!
  }
  const { fixed, directFactor, hiddenFixed } = economics
  const direct = cost + fixed
  const opportunity = direct * (directFactor - 1)
  const optOuts = Math.max(0, contribution - cost * (directFactor - 1) - gain)
  const hidden = hiddenFixed + optOuts
  return {
    incrementalMargin: contribution + cost,
    messages,
    coupons: Math.max(0, cost - messages),
    fixed,
    direct,
    opportunity,
    hidden,
    profit: contribution - fixed - opportunity - hidden,
  }
}

/** Direct cost counts once and opt-outs nothing: the gain is then incremental margin less direct cost. */
function barePrices(economics: Economics): Economics {
  return { ...economics, directFactor: 1, optOutValue: 0 }
}

/**
 * How plans turn out: they are kept as they are, the worlds differ; worlds of one seed share their random numbers with
 * `drawFigures`. Throws `cancelled`. Cost: draws x (one world + four walks an entry that a plan names).
 */
export function drawPlans(
  scenario: Scenario,
  evaluation: Evaluation,
  uncertainty: ScenarioUncertainty,
  plans: readonly (readonly PlanPart[])[],
  isCancelled?: () => boolean,
): DrawnPlan[] {
  const { model, solved } = evaluation
  const { draws } = uncertainty
  const unsure = unsureOf(scenario, uncertainty, model, solved.rho)
  const column = (): Float64Array => new Float64Array(draws)
  const drawn = plans.map(() => ({
    returns: column(),
    direct: column(),
    contribution: column(),
    profit: column(),
  }))
  const uses: { plan: number; part: PlanPart }[][] = Array.from({ length: model.audience.n }, () => [])
  plans.forEach((parts, plan) => parts.forEach((part) => uses[part.entry]?.push({ plan, part })))
  const { fixed, hiddenFixed, directFactor } = model.economics
  for (let draw = 0; draw < draws; draw++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const world = worldAt(unsure, model, draw)
    const { audience, ladder } = world.model
    const economics = {
      ...world.model.economics,
      marginRate: world.model.economics.marginRate * world.value,
    }
    const full = pricerOf(ladder, economics, solved.offer, world.rho)
    const bare = pricerOf(ladder, barePrices(economics), solved.offer, world.rho)
    for (const plan of drawn) {
      plan.direct[draw] = fixed
      plan.contribution[draw] = -fixed
      plan.profit[draw] = -fixed * directFactor - hiddenFixed
    }
    uses.forEach((entryUses, i) => {
      if (entryUses.length === 0) return
      full.price(audience, i)
      bare.price(audience, i)
      for (const { plan: p, part } of entryUses) {
        const { slot, customers } = part
        const plan = drawn[p]!
        plan.returns[draw] = plan.returns[draw]! + customers * full.returns[slot]!
        plan.direct[draw] = plan.direct[draw]! + customers * full.cost[slot]!
        plan.contribution[draw] = plan.contribution[draw]! + customers * bare.gain[slot]!
        plan.profit[draw] = plan.profit[draw]! + customers * full.gain[slot]!
      }
    })
  }
  return drawn
}
