import type { PlanLine } from '../../../contract/winbackResult.ts'
import type { Scenario, ScenarioUncertainty } from '../../../contract/winback.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Evaluation } from '../evaluate.ts'
import type { Audience } from '../ladder/audience.ts'
import type { Economics } from '../ladder/model.ts'
import { unsureOf, worldAt } from '../uncertainty/worlds.ts'
import type { PlanInput } from './planner.ts'
import { pricerOf, type Pricer } from './pricer.ts'
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

/** Per customer of an entry, at (draw * nSlots + slot) * N_DRAWN + figure. */
const DRAWN = { returns: 0, direct: 1, contribution: 2, profit: 3 } as const
const N_DRAWN = 4

/** The drawn worlds of an evaluation, and what every slot comes to in each of them: made when first asked for, and kept. */
export interface DrawnWorlds {
  readonly draws: number
  readonly nSlots: number
  /** returns, direct cost, contribution and profit of one customer of `entry`; throws `cancelled` */
  price(entry: number, isCancelled?: () => boolean): Float64Array
}

/**
 * Worlds for many plans of one evaluation: no budget changes them. Cost of an entry when first asked for: draws x four
 * walks (the first entry also draws the worlds); memory 32 bytes x draws x slots an entry.
 */
export function drawnWorldsOf(
  scenario: Scenario,
  { model, solved }: Evaluation,
  uncertainty: ScenarioUncertainty,
): DrawnWorlds {
  const { draws } = uncertainty
  const unsure = unsureOf(scenario, uncertainty, model, solved.rho)
  const nSlots = 2 * model.ladder.nSteps
  const pricers: { audience: Audience; full: Pricer; bare: Pricer }[] = []
  const pricersAt = (draw: number) => {
    const { model: drawn, rho, value } = worldAt(unsure, model, draw)
    const economics = { ...drawn.economics, marginRate: drawn.economics.marginRate * value }
    const pricer = (money: Economics): Pricer => pricerOf(drawn.ladder, money, solved.offer, rho)
    return { audience: drawn.audience, full: pricer(economics), bare: pricer(barePrices(economics)) }
  }
  const kept = new Map<number, Float64Array>()
  const priced = (entry: number, isCancelled?: () => boolean): Float64Array => {
    const prices = new Float64Array(draws * nSlots * N_DRAWN)
    for (let draw = 0; draw < draws; draw++) {
      if (isCancelled?.() === true) throw new AppError('cancelled')
      const { audience, full, bare } = (pricers[draw] ??= pricersAt(draw))
      full.price(audience, entry)
      bare.price(audience, entry)
      for (let slot = 0; slot < nSlots; slot++) {
        const at = (draw * nSlots + slot) * N_DRAWN
        prices[at + DRAWN.returns] = full.returns[slot]!
        prices[at + DRAWN.direct] = full.cost[slot]!
        prices[at + DRAWN.contribution] = bare.gain[slot]!
        prices[at + DRAWN.profit] = full.gain[slot]!
      }
    }
    return prices
  }
  return {
    draws,
    nSlots,
    price: (entry, isCancelled) => {
      const prices = kept.get(entry) ?? priced(entry, isCancelled)
      kept.set(entry, prices)
      return prices
    },
  }
}

/**
 * How plans turn out: they are kept as they are, the worlds differ; worlds of one seed share their random numbers with
 * `drawFigures`. `worlds` are `drawnWorldsOf` of the same evaluation. Throws `cancelled`. Cost: draws x parts, beside what
 * `worlds` has not priced yet.
 */
export function drawPlans(
  scenario: Scenario,
  evaluation: Evaluation,
  uncertainty: ScenarioUncertainty,
  plans: readonly (readonly PlanPart[])[],
  isCancelled?: () => boolean,
  worlds: DrawnWorlds = drawnWorldsOf(scenario, evaluation, uncertainty),
): DrawnPlan[] {
  const { draws, nSlots } = worlds
  const { fixed, hiddenFixed, directFactor } = evaluation.model.economics
  return plans.map((parts) => {
    const returns = new Float64Array(draws)
    const direct = new Float64Array(draws).fill(fixed)
    const contribution = new Float64Array(draws).fill(-fixed)
    const profit = new Float64Array(draws).fill(-fixed * directFactor - hiddenFixed)
    for (const { entry, slot, customers } of parts) {
      const prices = worlds.price(entry, isCancelled)
      for (let draw = 0; draw < draws; draw++) {
        const at = (draw * nSlots + slot) * N_DRAWN
        returns[draw] = returns[draw]! + customers * prices[at + DRAWN.returns]!
        direct[draw] = direct[draw]! + customers * prices[at + DRAWN.direct]!
        contribution[draw] = contribution[draw]! + customers * prices[at + DRAWN.contribution]!
        profit[draw] = profit[draw]! + customers * prices[at + DRAWN.profit]!
      }
    }
    return { returns, direct, contribution, profit }
  })
}
