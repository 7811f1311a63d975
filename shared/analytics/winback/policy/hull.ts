/**
 * Steps of the customers' hulls: step k takes one customer of `item` from the vertex before to `action`, for `cost` more
 * and `gain` more. The steps of an item stand in order and their slopes fall. Only the first `nSteps` entries count.
 */
export interface HullSteps {
  readonly nSteps: number
  readonly item: Uint32Array
  readonly action: Uint32Array
  readonly cost: Float64Array
  readonly gain: Float64Array
  /** gain / cost; Infinity for a gain that costs nothing */
  readonly slope: Float64Array
}

/** Gathers the hulls of any number of items. */
export interface HullBuilder {
  /**
   * Adds an item with actions gain[0 .. n), cost[0 .. n); action numbers are `firstAction` + their position. Its hull is
   * the upper concave hull over (cost, gain) of the actions and of doing nothing at (0, 0), up to the dearest action:
   * slopes above 0 lead to the most that can be gained, the others to what is spent by force. Actions below the hull are
   * left out. No cost below 0. Cost: sorting n + linear.
   */
  add(item: number, gain: Float64Array, cost: Float64Array, n: number, firstAction: number): void
  steps(): HullSteps
}

/**
 * Source: upper hull of Andrew 1979 (monotone chain) as the LP relaxation of the multiple-choice knapsack needs it
 * (Sinha & Zoltners 1979, section 2: LP-dominated actions).
 */
export function hullBuilder(capacity: number): HullBuilder {
  let item = new Uint32Array(Math.max(16, capacity))
  let action = new Uint32Array(item.length)
  let stepCost = new Float64Array(item.length)
  let stepGain = new Float64Array(item.length)
  let slope = new Float64Array(item.length)
  let nSteps = 0
  let order = new Int32Array(16)
  let vertex = new Int32Array(17)

  function grow(): void {
    const length = item.length * 2
    const larger = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(length)
      next.set(old)
      return next
    }
    const nextItem = new Uint32Array(length)
    const nextAction = new Uint32Array(length)
    nextItem.set(item)
    nextAction.set(action)
    item = nextItem
    action = nextAction
    stepCost = larger(stepCost)
    stepGain = larger(stepGain)
    slope = larger(slope)
  }

  function add(number: number, gain: Float64Array, cost: Float64Array, n: number, firstAction: number): void {
    if (n > order.length) {
      order = new Int32Array(n * 2)
      vertex = new Int32Array(n * 2 + 1)
    }
    // cheapest first, of equal cost the best first
    for (let a = 0; a < n; a++) {
      const c = cost[a]!
      const g = gain[a]!
      let at = a
      while (at > 0) {
        const other = order[at - 1]!
        const dearer = cost[other]! - c
        if (dearer < 0 || (dearer === 0 && gain[other]! >= g)) break
        order[at] = other
        at--
      }
      order[at] = a
    }
    const base = nSteps
    vertex[0] = -1
    let lastCost = 0
    for (let k = 0; k < n; k++) {
      const a = order[k]!
      const c = cost[a]!
      const g = gain[a]!
      if (k > 0 ? c === lastCost : c === 0 && !(g > 0)) {
        lastCost = c
        continue
      }
      lastCost = c
      let top = nSteps - base
      let dCost = 0
      let dGain = 0
      let rise = 0
      for (;;) {
        const from = vertex[top]!
        dCost = from < 0 ? c : c - cost[from]!
        dGain = from < 0 ? g : g - gain[from]!
        rise = dCost > 0 ? dGain / dCost : dGain > 0 ? Infinity : -Infinity
        if (top === 0 || rise < slope[base + top - 1]!) break
        top--
      }
      nSteps = base + top
      if (nSteps === item.length) grow()
      item[nSteps] = number
      action[nSteps] = firstAction + a
      stepCost[nSteps] = dCost
      stepGain[nSteps] = dGain
      slope[nSteps] = rise
      nSteps++
      vertex[top + 1] = a
    }
  }

  return {
    add,
    steps: () => ({ nSteps, item, action, cost: stepCost, gain: stepGain, slope }),
  }
}
