import { AppError } from '../../../contract/errors.ts'
import type { CappedProblem, Mixture } from './problem.ts'
import { purify } from './purify.ts'
import { roundMixture } from './rounding.ts'
import { solvePacking } from './smallLp.ts'

/** The LP relaxation: its value, the price of one more unit of every resource, and a mixture that attains it. */
export interface Relaxation {
  readonly bound: number
  /** what the mixture gains; `bound` less the remaining gap */
  readonly value: number
  readonly prices: Float64Array
  readonly mixture: Mixture
}

/** A plan in whole customers. */
export interface CappedPlan extends Relaxation {
  /** [item, action, customers], action -1 never stands there */
  readonly lines: readonly (readonly [item: number, action: number, customers: number])[]
  readonly gain: number
  readonly used: readonly number[]
}

const MAX_ROUNDS = 300
const CLOSE_ENOUGH = 1e-9

/**
 * Whom to do what for under a budget and caps. The LP relaxation is solved by generating allocations (Dantzig & Wolfe
 * 1960: at given prices every customer takes his best action); its solution is moved to a vertex, where no more customers
 * are split than resources bind, and rounded in the best feasible way. So the plan is within as many customers' steps of
 * the bound as resources bind. Throws `cancelled`. Cost: one pass over the actions a round, some 20 to 60 rounds.
 */
export function solveCapped(problem: CappedProblem, isCancelled?: () => boolean): CappedPlan {
  const relaxation = relax(problem, isCancelled)
  const vertex = purify(problem, relaxation.mixture)
  return { ...relaxation, ...roundMixture(problem, vertex) }
}

/** The LP relaxation alone. Throws `cancelled`. */
export function relax(problem: CappedProblem, isCancelled?: () => boolean): Relaxation {
  const { limit } = problem
  const usable = usableActions(problem)
  const nResources = limit.length
  // resources in shares of their limit, so that prices are of one size; limits of 0 are met by leaving actions out
  const scale = limit.map((most) => (most > 0 ? most : 1))
  const gains = [0]
  const uses: number[][] = [new Array<number>(nResources).fill(0)]
  const pricesOf: Float64Array[] = [new Float64Array(nResources)]
  const choice = new Int32Array(problem.nItems)
  const first = priced(problem, usable, pricesOf[0]!, choice)
  const unit = first.gain > 0 ? first.gain : 1
  let bound = first.gain
  let best = pricesOf[0]!
  let column = first
  let columnPrices = best
  for (let round = 0; ; round++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    gains.push(column.gain / unit)
    uses.push(column.used.map((used, r) => used / scale[r]!))
    pricesOf.push(columnPrices)
    const master = solvePacking(
      gains,
      uses,
      limit.map((most, r) => most / scale[r]!),
    )
    const prices = master.prices.map((price, r) => (price * unit) / scale[r]!)
    const next = priced(problem, usable, prices, choice)
    const dual = limit.reduce((sum, most, r) => sum + most * prices[r]!, next.reduced)
    if (dual <= bound) {
      bound = dual
      best = prices
    }
    const value = master.value * unit
    if (bound - value <= CLOSE_ENOUGH * Math.abs(bound) || round >= MAX_ROUNDS) {
      const mixture = mixtureOf(problem, usable, master.weights, pricesOf)
      return { bound: Math.max(bound, value), value, prices: best, mixture }
    }
    column = next
    columnPrices = prices
  }
}

/** Actions that gain and that use nothing of what must not be used at all. */
function usableActions({ gain, use, limit }: CappedProblem): Uint8Array {
  const usable = Uint8Array.from(gain, (g) => (g > 0 ? 1 : 0))
  limit.forEach((most, r) => {
    if (most > 0) return
    use[r]?.forEach((used, a) => {
      if (used > 0) usable[a] = 0
    })
  })
  return usable
}

interface Column {
  readonly gain: number
  readonly used: number[]
  /** gain less the price of what is used */
  readonly reduced: number
}

/** Every item's best usable action at these prices (-1 = none) into `choice`, and what they come to. */
function priced(
  { nItems, offsets, count, gain, use }: CappedProblem,
  usable: Uint8Array,
  prices: ArrayLike<number>,
  choice: Int32Array,
): Column {
  const nResources = use.length
  const used = new Array<number>(nResources).fill(0)
  let total = 0
  let reduced = 0
  for (let i = 0; i < nItems; i++) {
    let best = -1
    let most = 0
    const end = offsets[i + 1]!
    for (let a = offsets[i]!; a < end; a++) {
      if (usable[a] === 0) continue
      let worth = gain[a]!
      for (let r = 0; r < nResources; r++) worth -= prices[r]! * use[r]![a]!
      if (worth > most) {
        most = worth
        best = a
      }
    }
    choice[i] = best
    if (best < 0) continue
    const n = count[i]!
    total += n * gain[best]!
    reduced += n * most
    for (let r = 0; r < nResources; r++) used[r] = used[r]! + n * use[r]![best]!
  }
  return { gain: total, used, reduced }
}

/** The allocations with a weight, as shares of every item's customers by action. */
function mixtureOf(
  problem: CappedProblem,
  usable: Uint8Array,
  weights: Float64Array,
  pricesOf: readonly Float64Array[],
): Mixture {
  const parts: { weight: number; choice: Int32Array }[] = []
  weights.forEach((weight, k) => {
    if (weight <= 1e-13) return
    const choice = new Int32Array(problem.nItems).fill(-1)
    // column 0 does nothing for anybody
    if (k > 0) priced(problem, usable, pricesOf[k]!, choice)
    parts.push({ weight, choice })
  })
  const sum = parts.reduce((total, { weight }) => total + weight, 0)
  const whole = new Int32Array(problem.nItems)
  const split = new Map<number, Map<number, number>>()
  for (let i = 0; i < problem.nItems; i++) {
    const action = parts[0]?.choice[i] ?? -1
    whole[i] = action
    if (parts.every(({ choice }) => choice[i] === action)) continue
    const shares = new Map<number, number>()
    for (const { weight, choice } of parts) {
      const a = choice[i]!
      shares.set(a, (shares.get(a) ?? 0) + (weight / sum) * problem.count[i]!)
    }
    split.set(i, shares)
  }
  return { whole, split }
}
