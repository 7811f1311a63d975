import { slackOf, type CappedProblem, type Mixture } from './problem.ts'

type Line = readonly [item: number, action: number, customers: number]

/** More ways than this are not tried one by one. */
const MAX_WAYS = 200_000
const ROUNDING = 1e-9

interface Leftover {
  readonly item: number
  readonly actions: readonly number[]
}

/**
 * A vertex in whole customers: shares are rounded down, and each of the few customers left over takes the action of his
 * item (or none) such that together they gain most and no limit is broken; all ways are tried while there are few, else
 * each customer in turn takes the best that fits. Cost: one pass over the items + at most 200,000 ways.
 */
export function roundMixture(
  problem: CappedProblem,
  { whole, split }: Mixture,
): { lines: Line[]; gain: number; used: number[] } {
  const customers = new Map<number, Map<number, number>>()
  const leftovers: Leftover[] = []
  const rounded = new Map<number, Map<number, number>>()
  for (const [item, shares] of split) {
    const whole = new Map(
      [...shares].map(([action, n]) => [action, Math.floor(n + ROUNDING * Math.max(1, n))]),
    )
    let left = Math.round(problem.count[item]!)
    for (const n of whole.values()) left -= n
    for (let k = 0; k < left; k++) leftovers.push({ item, actions: [...new Set([...shares.keys(), -1])] })
    whole.set(-1, (whole.get(-1) ?? 0) + Math.max(0, left))
    rounded.set(item, whole)
    customers.set(item, whole)
  }
  const slack = slackOf(problem, { whole, split: rounded })
  bestWay(problem, leftovers, slack).forEach((action, k) => {
    const of = customers.get(leftovers[k]!.item)
    if (of === undefined || action < 0) return
    of.set(-1, (of.get(-1) ?? 0) - 1)
    of.set(action, (of.get(action) ?? 0) + 1)
  })
  const lines: Line[] = []
  for (let i = 0; i < problem.nItems; i++) {
    const of = customers.get(i) ?? new Map([[whole[i]!, problem.count[i]!]])
    for (const [action, n] of of) if (action >= 0 && n > 0) lines.push([i, action, n])
  }
  return { lines, ...totals(problem, lines) }
}

function totals(problem: CappedProblem, lines: readonly Line[]): { gain: number; used: number[] } {
  let gain = 0
  const used = problem.use.map(() => 0)
  for (const [, action, n] of lines) {
    gain += n * problem.gain[action]!
    problem.use.forEach((use, r) => {
      used[r] = used[r]! + n * use[action]!
    })
  }
  return { gain, used }
}

function bestWay(problem: CappedProblem, leftovers: readonly Leftover[], slack: Float64Array): number[] {
  const tolerance = problem.limit.map((limit) => ROUNDING * limit)
  const fits = (action: number, left: Float64Array): boolean =>
    action < 0 || problem.use.every((use, r) => use[action]! <= left[r]! + tolerance[r]!)
  const take = (action: number, left: Float64Array): Float64Array =>
    action < 0 ? left : left.map((value, r) => value - problem.use[r]![action]!)
  const gainOf = (action: number): number => (action < 0 ? 0 : problem.gain[action]!)

  const nWays = leftovers.reduce((ways, { actions }) => ways * actions.length, 1)
  if (nWays > MAX_WAYS) {
    let left = slack
    return leftovers.map(({ actions }) => {
      const fitting = actions.filter((action) => fits(action, left))
      const best = fitting.reduce((a, b) => (gainOf(b) > gainOf(a) ? b : a), -1)
      left = take(best, left)
      return best
    })
  }
  let best: number[] = leftovers.map(() => -1)
  let most = 0
  const way: number[] = []
  const tryAll = (k: number, left: Float64Array, gain: number): void => {
    const leftover = leftovers[k]
    if (leftover === undefined) {
      if (gain > most) {
        most = gain
        best = [...way]
      }
      return
    }
    for (const action of leftover.actions) {
      if (!fits(action, left)) continue
      way[k] = action
      tryAll(k + 1, take(action, left), gain + gainOf(action))
    }
  }
  tryAll(0, slack, 0)
  return best
}
