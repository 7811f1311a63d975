import { slackOf, type CappedProblem, type Mixture } from './problem.ts'

interface Direction {
  readonly item: number
  readonly from: number
  readonly to: number
  /** use of one more customer who changes, by resource */
  readonly use: number[]
  readonly gain: number
}

const TINY = 1e-9

/**
 * Moves a fractional plan to a vertex of the LP relaxation without losing gain: as long as there are more splits than
 * binding resources, some combination of them uses nothing more of any of these and can be followed until an action has
 * no customers left (or another resource binds). Afterwards at most as many splits remain as resources bind.
 * Cost: cubic in the number of resources a split, linear in the splits.
 */
export function purify(problem: CappedProblem, mixture: Mixture): Mixture {
  const split = new Map([...mixture.split].map(([item, shares]) => [item, new Map(shares)]))
  const slack = slackOf(problem, { whole: mixture.whole, split })
  const binding = new Set<number>()
  problem.limit.forEach((limit, r) => {
    if (slack[r]! <= TINY * Math.max(1, limit)) binding.add(r)
  })
  const waiting = [...split.keys()]
  const active: number[] = []
  for (;;) {
    let directions = active.flatMap((item) => directionsOf(problem, item, split.get(item)))
    while (directions.length <= binding.size && waiting.length > 0) {
      const item = waiting.pop()!
      active.push(item)
      directions = [...directions, ...directionsOf(problem, item, split.get(item))]
    }
    if (directions.length <= binding.size) break
    follow(problem, split, directions.slice(0, binding.size + 1), binding, slack)
    for (let k = active.length - 1; k >= 0; k--) {
      if ((split.get(active[k]!)?.size ?? 0) < 2) active.splice(k, 1)
    }
  }
  const whole = mixture.whole.slice()
  for (const [item, shares] of split) {
    if (shares.size > 1) continue
    whole[item] = [...shares.keys()][0] ?? -1
    split.delete(item)
  }
  return { whole, split }
}

function directionsOf(
  problem: CappedProblem,
  item: number,
  shares: ReadonlyMap<number, number> | undefined,
): Direction[] {
  const [from, ...others] = [...(shares?.keys() ?? [])]
  if (from === undefined) return []
  const of = (column: Float64Array, action: number): number => (action < 0 ? 0 : column[action]!)
  return others.map((to) => ({
    item,
    from,
    to,
    use: problem.use.map((use) => of(use, to) - of(use, from)),
    gain: of(problem.gain, to) - of(problem.gain, from),
  }))
}

/** One more direction than resources bind: follows a combination of them that leaves the binding resources alone. */
function follow(
  problem: CappedProblem,
  split: Map<number, Map<number, number>>,
  directions: readonly Direction[],
  binding: Set<number>,
  slack: Float64Array,
): void {
  const rows = [...binding]
  let combination = nullVector(rows.map((r) => directions.map(({ use }) => use[r]!)))
  const rise = directions.reduce((sum, { gain }, k) => sum + gain * combination[k]!, 0)
  if (rise < 0) combination = combination.map((c) => -c)
  const change = new Map<number, Map<number, number>>()
  const add = (item: number, action: number, by: number): void => {
    const of = change.get(item) ?? new Map<number, number>()
    of.set(action, (of.get(action) ?? 0) + by)
    change.set(item, of)
  }
  directions.forEach(({ item, from, to }, k) => {
    add(item, to, combination[k]!)
    add(item, from, -combination[k]!)
  })
  let length = Infinity
  let emptied: readonly [number, number] | null = null
  for (const [item, of] of change) {
    for (const [action, by] of of) {
      if (by >= 0) continue
      const most = (split.get(item)?.get(action) ?? 0) / -by
      if (most < length) {
        length = most
        emptied = [item, action]
      }
    }
  }
  let bound = -1
  const spent = slack.map((_, r) =>
    directions.reduce((sum, { use }, k) => sum + use[r]! * combination[k]!, 0),
  )
  spent.forEach((by, r) => {
    if (binding.has(r) || by <= 0 || slack[r]! / by >= length) return
    length = Math.max(0, slack[r]! / by)
    bound = r
  })
  for (const [item, of] of change) {
    const shares = split.get(item)
    if (shares === undefined) continue
    const least = TINY * problem.count[item]!
    for (const [action, by] of of) {
      const left = (shares.get(action) ?? 0) + by * length
      const isEmptied = bound < 0 && emptied !== null && emptied[0] === item && emptied[1] === action
      if (isEmptied || (left <= least && shares.size > 1 && by < 0)) shares.delete(action)
      else shares.set(action, left)
    }
  }
  spent.forEach((by, r) => {
    slack[r] = binding.has(r) ? slack[r]! : slack[r]! - by * length
  })
  if (bound >= 0) binding.add(bound)
}

/** A vector that is not 0 with rows * vector = 0; there is one more column than rows. Gauss-Jordan, full pivoting. */
function nullVector(rows: number[][]): number[] {
  const nColumns = rows[0]?.length ?? 1
  const pivots: number[] = []
  const matrix = rows.map((row) => {
    const size = Math.max(...row.map(Math.abs), 1e-300)
    return row.map((value) => value / size)
  })
  for (let r = 0; r < matrix.length; r++) {
    let best = 1e-12
    let at: readonly [number, number] | null = null
    for (let i = r; i < matrix.length; i++) {
      for (let k = 0; k < nColumns; k++) {
        const value = Math.abs(matrix[i]![k]!)
        if (pivots.includes(k) || value <= best) continue
        best = value
        at = [i, k]
      }
    }
    if (at === null) break
    const [i, k] = at
    ;[matrix[r], matrix[i]] = [matrix[i]!, matrix[r]!]
    const row = matrix[r]!
    const by = row[k]!
    for (let c = 0; c < nColumns; c++) row[c] = row[c]! / by
    matrix.forEach((other, o) => {
      if (o === r) return
      const factor = other[k]!
      for (let c = 0; c < nColumns; c++) other[c] = other[c]! - factor * row[c]!
    })
    pivots.push(k)
  }
  const free = Array.from({ length: nColumns }, (_, k) => k).find((k) => !pivots.includes(k)) ?? 0
  const vector = new Array<number>(nColumns).fill(0)
  vector[free] = 1
  pivots.forEach((k, r) => {
    vector[k] = -matrix[r]![free]!
  })
  return vector
}
