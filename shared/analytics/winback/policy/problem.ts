/**
 * Items with actions (item i owns offsets[i] .. offsets[i + 1]) and resources: `use[r][a]` of one customer's action and
 * `limit[r]` over all. `count` customers by item. Nothing is below 0 but gains.
 */
export interface CappedProblem {
  readonly nItems: number
  readonly offsets: Uint32Array
  readonly count: ArrayLike<number>
  readonly gain: Float64Array
  readonly use: readonly Float64Array[]
  readonly limit: readonly number[]
}

/**
 * A fractional plan: the action of every item (-1 = none), and for the items in `split` how many customers take which
 * action (summing to the item's count; `whole` does not count for them).
 */
export interface Mixture {
  readonly whole: Int32Array
  readonly split: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/** What a mixture leaves of every resource. Cost: one pass over the items. */
export function slackOf(problem: CappedProblem, { whole, split }: Mixture): Float64Array {
  const slack = Float64Array.from(problem.limit)
  for (let i = 0; i < problem.nItems; i++) {
    const shares = split.get(i)
    for (const [action, customers] of shares ?? [[whole[i]!, problem.count[i]!] as const]) {
      if (action < 0) continue
      problem.use.forEach((use, r) => {
        slack[r] = slack[r]! - customers * use[action]!
      })
    }
  }
  return slack
}
