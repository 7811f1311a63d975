import { AppError } from '../../../contract/errors.ts'
import type { LogisticData, LogisticState } from './objective.ts'
import { advance, lossGradient, optimality, type SolverEnd, type SolverOptions } from './newton.ts'
import { multiply } from './products.ts'

const MEMORY = 10

interface Pair {
  readonly s: Float64Array
  readonly y: Float64Array
  readonly rho: number
}

/**
 * Moves `state` to the optimum over the intercept and the `active` columns by limited-memory BFGS with ten pairs; for
 * ridge penalties when columns are too many for a Newton matrix (`l1` must be 0). Throws `cancelled`.
 * Cost: two passes of rows x columns an iteration. Source: Liu & Nocedal 1989; Nocedal & Wright 2006, algorithm 7.4.
 */
export function lbfgs(
  data: LogisticData,
  state: LogisticState,
  active: Uint32Array,
  options: SolverOptions,
): SolverEnd {
  const isFree = options.l2 === 0
  const pairs: Pair[] = []
  const along = new Float64Array(data.nRows)
  const point = (): Float64Array =>
    Float64Array.from([state.intercept, ...Array.from(active, (j) => state.coefficients[j]!)])
  let gradient = lossGradient(data, state, active)
  let distance = optimality(gradient, active, state.coefficients, options)
  let iterations = 0
  const end = (converged: boolean): SolverEnd => ({
    iterations,
    gradientNorm: distance,
    converged: converged && !(isFree && state.separates),
    separation: state.separates ? 'complete' : 'none',
    aliased: [],
  })
  while (distance > options.tolerance) {
    if (data.isCancelled?.() === true) throw new AppError('cancelled')
    if (iterations >= options.maxIterations) return end(false)
    if (isFree && state.separates) return end(false)
    const before = point()
    const oldGradient = gradient
    const direction = descentDirection(gradient, pairs)
    multiply(data.columns, active, direction[0]!, direction.subarray(1), along)
    const start = pairs.length > 0 ? 1 : firstStep(state, gradient, direction, along, options.l2)
    if (!advance(data, state, active, direction, gradient, along, options, start)) {
      if (pairs.length === 0) return end(false)
      pairs.length = 0
      continue
    }
    iterations++
    gradient = lossGradient(data, state, active)
    distance = optimality(gradient, active, state.coefficients, options)
    const s = point().map((value, k) => value - before[k]!)
    const y = gradient.map((value, k) => value - oldGradient[k]!)
    const sy = dot(s, y)
    if (sy > 1e-12 * dot(y, y)) pairs.push({ s, y, rho: 1 / sy })
    if (pairs.length > MEMORY) pairs.shift()
  }
  return end(true)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function addTo(a: Float64Array, by: number, b: Float64Array): void {
  for (let k = 0; k < a.length; k++) a[k] = a[k]! + by * b[k]!
}

/** The step along which the curvature at the start ends the descent. */
function firstStep(
  state: LogisticState,
  gradient: Float64Array,
  direction: Float64Array,
  along: Float64Array,
  l2: number,
): number {
  let bent = l2 * (dot(direction, direction) - direction[0]! ** 2)
  for (let i = 0; i < along.length; i++) bent += state.curvature[i]! * along[i]! * along[i]!
  return bent > 0 ? -dot(gradient, direction) / bent : 1
}

function descentDirection(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((value) => -value)
  const shares = new Float64Array(pairs.length)
  for (let m = pairs.length - 1; m >= 0; m--) {
    const { s, y, rho } = pairs[m]!
    shares[m] = rho * dot(s, q)
    addTo(q, -shares[m]!, y)
  }
  const last = pairs.at(-1)
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y))
    for (let k = 0; k < q.length; k++) q[k] = q[k]! * scale
  }
  pairs.forEach(({ s, y, rho }, m) => addTo(q, shares[m]! - rho * dot(y, q), s))
  return q
}
