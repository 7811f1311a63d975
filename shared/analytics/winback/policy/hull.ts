/**
 * Steps of the customers' hulls: step k takes one customer of item what[2k] from the vertex before to action
 * what[2k + 1], for money[2k] more cost and money[2k + 1] more gain (in pairs, because they are read in another order).
 * The steps of an item stand in order and their slopes fall. Only the first `nSteps` count.
 */
export interface HullSteps {
  readonly nSteps: number
  readonly what: Uint32Array
  readonly money: Float64Array
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
  let slope = new Float64Array(Math.max(16, capacity))
  let what = new Uint32Array(2 * slope.length)
  let money = new Float64Array(2 * slope.length)
  let nSteps = 0
  let order = new Int32Array(16)
  let vertex = new Int32Array(17)

  function grow(): void {
    const length = Math.ceil(slope.length * 1.5)
    const [oldSlope, oldWhat, oldMoney] = [slope, what, money]
    slope = new Float64Array(length)
    slope.set(oldSlope)
    what = new Uint32Array(2 * length)
    what.set(oldWhat)
    money = new Float64Array(2 * length)
    money.set(oldMoney)
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
      if (nSteps === slope.length) grow()
      what[2 * nSteps] = number
      what[2 * nSteps + 1] = firstAction + a
      money[2 * nSteps] = dCost
      money[2 * nSteps + 1] = dGain
      slope[nSteps] = rise
      nSteps++
      vertex[top + 1] = a
    }
  }

  return { add, steps: () => ({ nSteps, what, money, slope }) }
}
