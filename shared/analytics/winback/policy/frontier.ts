import { numberKeys, sortedPositions } from '../../numerics/radixSort.ts'
import type { HullSteps } from './hull.ts'

/**
 * All hull steps of all customers in the order in which money is best spent: the steepest first. `item`, `action`,
 * `stepCost` and `stepGain` (of one customer) by step; `cost` and `gain` are the running totals after each step, all
 * customers of an item counted. The first `nUseful` steps gain; the others only spend.
 */
export interface Frontier {
  readonly nSteps: number
  readonly nUseful: number
  readonly item: Uint32Array
  readonly action: Uint32Array
  readonly stepCost: Float64Array
  readonly stepGain: Float64Array
  readonly cost: Float64Array
  readonly gain: Float64Array
  readonly count: ArrayLike<number> | null
}

/** Where a budget ends: `nWhole` steps are taken by everybody, of the next one `nPartial` customers take it. */
export interface Purchase {
  readonly nWhole: number
  readonly nPartial: number
  readonly cost: number
  readonly gain: number
  /** gain of the LP relaxation, which may split a customer */
  readonly bound: number
  /** gain of the next unit of money, 0 where nothing gains any more */
  readonly shadowPrice: number
}

/** Sums of decimal prices miss a budget that they meet by no more than this. */
const ROUNDING = 1e-12

/**
 * Sorts hull steps once, so that any budget is a binary search. `count` customers by item (null = one each). Steps of
 * equal slope keep the order of the items, a customer's own steps keep theirs. Source: Sinha & Zoltners 1979. Cost: radix
 * sort of the slopes and two passes; about 60 bytes a step.
 */
export function frontierOf(steps: HullSteps, count: ArrayLike<number> | null): Frontier {
  const { nSteps } = steps
  const falling = new Float64Array(nSteps)
  for (let k = 0; k < nSteps; k++) falling[k] = -steps.slope[k]!
  const order = sortedPositions(numberKeys(falling, nSteps), nSteps)
  const item = new Uint32Array(nSteps)
  const action = new Uint32Array(nSteps)
  const stepCost = new Float64Array(nSteps)
  const stepGain = new Float64Array(nSteps)
  const cost = new Float64Array(nSteps)
  const gain = new Float64Array(nSteps)
  let nUseful = 0
  let totalCost = 0
  let totalGain = 0
  const { what, money } = steps
  for (let k = 0; k < nSteps; k++) {
    const from = 2 * order[k]!
    const i = what[from]!
    const n = count === null ? 1 : count[i]!
    const more = money[from]!
    const won = money[from + 1]!
    item[k] = i
    action[k] = what[from + 1]!
    stepCost[k] = more
    stepGain[k] = won
    totalCost += n * more
    totalGain += n * won
    cost[k] = totalCost
    gain[k] = totalGain
    if (won > 0) nUseful = k + 1
  }
  return { nSteps, nUseful, item, action, stepCost, stepGain, cost, gain, count }
}

/**
 * The best use of `budget` (null = no limit): the longest prefix of the useful steps that it pays, and of the next step as
 * many customers as it still pays. Never further from `bound` than the gain of one customer's step. Cost: binary search.
 */
export function buy(frontier: Frontier, budget: number | null): Purchase {
  return purchase(frontier, budget, frontier.nUseful)
}

/** As `buy`, but the money must be spent, also on steps that lose. */
export function buyByForce(frontier: Frontier, budget: number): Purchase {
  return purchase(frontier, budget, frontier.nSteps)
}

function purchase(frontier: Frontier, budget: number | null, nAllowed: number): Purchase {
  const { cost, gain, stepCost, stepGain, item, count } = frontier
  const limit = budget ?? Infinity
  const nWhole = stepsWithin(cost, nAllowed, limit * (1 + ROUNDING))
  const spent = nWhole === 0 ? 0 : cost[nWhole - 1]!
  const gained = nWhole === 0 ? 0 : gain[nWhole - 1]!
  if (nWhole === nAllowed) {
    return { nWhole, nPartial: 0, cost: Math.min(spent, limit), gain: gained, bound: gained, shadowPrice: 0 }
  }
  const price = stepCost[nWhole]!
  const worth = stepGain[nWhole]!
  const nMost = count === null ? 1 : count[item[nWhole]!]!
  const share = Math.max(0, limit - spent) / price
  const nPartial = Math.min(nMost - 1, Math.floor(share * (1 + ROUNDING)))
  return {
    nWhole,
    nPartial,
    cost: Math.min(limit, spent + nPartial * price),
    gain: gained + nPartial * worth,
    bound: gained + share * worth,
    shadowPrice: worth / price,
  }
}

/** How many of the first `n` running totals are at most `limit`. Cost: binary search. */
function stepsWithin(totals: Float64Array, n: number, limit: number): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = (low + high) >>> 1
    if (totals[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The action of every item's customers after a purchase: the number of the action, -1 = none. `onPartial` is told of the
 * step that only some customers of its item take. Cost: one pass over the steps taken.
 */
export function actionsAt(
  frontier: Frontier,
  { nWhole, nPartial }: Purchase,
  nItems: number,
  onPartial?: (item: number, action: number, nCustomers: number) => void,
): Int32Array {
  const chosen = new Int32Array(nItems).fill(-1)
  for (let k = 0; k < nWhole; k++) chosen[frontier.item[k]!] = frontier.action[k]!
  if (nPartial > 0) onPartial?.(frontier.item[nWhole]!, frontier.action[nWhole]!, nPartial)
  return chosen
}

/** The least money whose LP relaxation gains `wanted`; null when no money does. Cost: binary search. */
export function leastCostFor(frontier: Frontier, wanted: number): number | null {
  const { gain, cost, nUseful, stepCost, stepGain } = frontier
  if (wanted <= 0) return 0
  const k = stepsBelow(gain, nUseful, wanted)
  if (k === nUseful) return null
  const gained = k === 0 ? 0 : gain[k - 1]!
  const spent = k === 0 ? 0 : cost[k - 1]!
  return spent + ((wanted - gained) / stepGain[k]!) * stepCost[k]!
}

function stepsBelow(totals: Float64Array, n: number, wanted: number): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = (low + high) >>> 1
    if (totals[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
