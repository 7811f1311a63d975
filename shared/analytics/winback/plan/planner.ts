import { AppError } from '../../../contract/errors.ts'
import type { Audience } from '../ladder/audience.ts'
import type { Ladder } from '../ladder/ladder.ts'
import type { Economics } from '../ladder/model.ts'
import type { Offer } from '../ladder/offer.ts'
import { buy, frontierOf, leastCostFor, type Frontier, type Purchase } from '../policy/frontier.ts'
import { hullBuilder } from '../policy/hull.ts'
import { pricerOf } from './pricer.ts'

/** What a plan is made for: who, by which ladder, for what money, with which offer. */
export interface PlanInput {
  readonly audience: Audience
  readonly ladder: Ladder
  readonly economics: Economics
  readonly offer: Offer | null
  readonly rho: number
}

/**
 * The whole frontier budget -> plan of an audience. `previous` is the slot that a step's customers had before (-1 =
 * nothing); `returns` the running total of incremental returns. Slots are those of `Pricer`.
 */
export interface Planner {
  readonly input: PlanInput
  readonly frontier: Frontier
  readonly previous: Int16Array
  readonly returns: Float64Array
}

/** What a budget buys: see `Purchase`; gain is profit before what is spent whatever is done. */
export interface PlanAt extends Purchase {
  readonly incrementalReturns: number
  readonly profit: number
}

const POLL = 65_535

/**
 * Prices every action of every entry and sorts the steps of their hulls. Throws `cancelled`. Cost: two walks and a hull an
 * entry, a radix sort of some three steps an entry; with 1 M customers x 4 channels about 250 bytes a customer.
 */
export function plannerOf(input: PlanInput, isCancelled?: () => boolean): Planner {
  const { audience, ladder, economics, offer, rho } = input
  const pricer = pricerOf(ladder, economics, offer, rho)
  const { nSlots } = pricer
  const builder = hullBuilder(audience.n * 2)
  const slotReturns = new Float64Array(audience.n * nSlots)
  for (let i = 0; i < audience.n; i++) {
    if ((i & POLL) === POLL && isCancelled?.() === true) throw new AppError('cancelled')
    pricer.price(audience, i)
    builder.add(i, pricer.gain, pricer.cost, nSlots, 0)
    slotReturns.set(pricer.returns, i * nSlots)
  }
  if (isCancelled?.() === true) throw new AppError('cancelled')
  const frontier = frontierOf(builder.steps(), audience.count)
  const previous = new Int16Array(frontier.nSteps)
  const returns = new Float64Array(frontier.nSteps)
  const chosen = new Int16Array(audience.n).fill(-1)
  let total = 0
  for (let k = 0; k < frontier.nSteps; k++) {
    const i = frontier.item[k]!
    const from = chosen[i]!
    const to = frontier.action[k]!
    const before = from < 0 ? 0 : slotReturns[i * nSlots + from]!
    total += audience.count[i]! * (slotReturns[i * nSlots + to]! - before)
    previous[k] = from
    returns[k] = total
    chosen[i] = to
  }
  return { input, frontier, previous, returns }
}

/** What is spent whatever is done: fixed cost and what that money would have earned, hours and upkeep. */
export function fixedTotal({ fixed, directFactor, hiddenFixed }: Economics): number {
  return fixed * directFactor + hiddenFixed
}

/** The most profit for a budget (null = no limit), before fixed cost. Cost: binary search. */
export function planAt(planner: Planner, budget: number | null): PlanAt {
  const { frontier, returns, input } = planner
  const bought = buy(frontier, budget)
  const { nWhole, nPartial, gain } = bought
  const whole = nWhole === 0 ? 0 : returns[nWhole - 1]!
  const partial = nPartial === 0 ? 0 : (nPartial / countAt(frontier, nWhole)) * (returns[nWhole]! - whole)
  return { ...bought, incrementalReturns: whole + partial, profit: gain - fixedTotal(input.economics) }
}

function countAt({ count, item }: Frontier, k: number): number {
  return count === null ? 1 : count[item[k]!]!
}

/** Gain of the next `money` after `budget`, from the curve of the relaxation. Cost: two binary searches. */
export function gainOfNext({ frontier }: Planner, budget: number, money: number): number {
  return buy(frontier, budget + money).bound - buy(frontier, budget).bound
}

/**
 * The least money that brings `wanted` incremental returns, whatever they earn, and how many can be had at all: the
 * frontier of returns instead of profit. Throws `cancelled`. Cost: as `plannerOf`.
 */
export function leastMoneyFor(
  { audience, ladder, economics, offer, rho }: PlanInput,
  wanted: number,
  isCancelled?: () => boolean,
): { readonly cost: number | null; readonly mostReturns: number } {
  const pricer = pricerOf(ladder, economics, offer, rho)
  const builder = hullBuilder(audience.n * 2)
  for (let i = 0; i < audience.n; i++) {
    if ((i & POLL) === POLL && isCancelled?.() === true) throw new AppError('cancelled')
    pricer.price(audience, i)
    builder.add(i, pricer.returns, pricer.cost, pricer.nSlots, 0)
  }
  const frontier = frontierOf(builder.steps(), audience.count)
  const mostReturns = frontier.nUseful === 0 ? 0 : frontier.gain[frontier.nUseful - 1]!
  return { cost: leastCostFor(frontier, wanted), mostReturns }
}
