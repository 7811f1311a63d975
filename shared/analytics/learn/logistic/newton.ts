import { AppError } from '../../../contract/errors.ts'
import { factorise, solve } from './cholesky.ts'
import { curvatureRows, hessianOf, stratifiedRows } from './curvature.ts'
import { keptHessian } from './keptHessian.ts'
import { coordinateDescent } from './descent.ts'
import { evaluate, lossAlong, type LogisticData, type LogisticState } from './objective.ts'
import { multiply, multiplyTransposed } from './products.ts'

/** Penalties and limits of a fit. */
export interface SolverOptions {
  readonly l1: number
  readonly l2: number
  readonly tolerance: number
  readonly maxIterations: number
}

/** How a solver ended. */
export interface SolverEnd {
  readonly iterations: number
  readonly gradientNorm: number
  readonly converged: boolean
  readonly separation: 'none' | 'complete' | 'quasi'
  readonly aliased: readonly number[]
}

const DEPENDENT = 1e-10
/** share of the distance that a step may leave before its Newton matrix is too old */
const SLOW = 0.6
/** how far a Newton step still moves a log-odds where the gradient says that nothing is left to gain */
const RUNAWAY = 0.1

/**
 * Penalty's share of the gradient added to the loss's, by active column, and how far each entry is from optimal:
 * gradient[0] = intercept. Returns the largest distance.
 */
export function optimality(
  gradient: Float64Array,
  active: Uint32Array,
  coefficients: Float64Array,
  { l1, l2 }: SolverOptions,
): number {
  let worst = Math.abs(gradient[0]!)
  for (let k = 0; k < active.length; k++) {
    const b = coefficients[active[k]!]!
    const g = gradient[k + 1]! + l2 * b
    gradient[k + 1] = g
    const distance = b === 0 ? Math.max(0, Math.abs(g) - l1) : Math.abs(g + (b > 0 ? l1 : -l1))
    worst = Math.max(worst, distance)
  }
  return worst
}

/** Gradient of the loss by (intercept, active columns). Cost: rows x columns. */
export function lossGradient(data: LogisticData, state: LogisticState, active: Uint32Array): Float64Array {
  const gradient = new Float64Array(active.length + 1)
  gradient[0] = state.residual.reduce((sum, value) => sum + value, 0)
  multiplyTransposed(data.columns, active, state.residual, gradient.subarray(1))
  return gradient
}

/**
 * Moves `state` to the optimum over the intercept and the `active` columns (the others stay as they are) by Newton
 * steps on the smooth part, solved with Cholesky's factor or, with an L1 penalty, by coordinate descent, and a
 * backtracking line search. With many rows the steps come from a sample of them, enlarged when progress is slow; with a
 * penalty a Newton matrix serves on, also for the next penalty of a path, until its steps leave more than 60% of the
 * distance; the gradient is always exact. Throws `cancelled`. Cost: a few passes of rows x columns an iteration, some 5
 * to 30 of them, and the Newton matrix in a few of these.
 * Source: McCullagh & Nelder 1989 (IRLS); Lee, Sun & Saunders 2014 (proximal Newton); Byrd et al. 2011 (sampled
 * curvature); Kelley 1995, section 5.4 (chord and Shamanskii steps).
 */
export function newton(
  data: LogisticData,
  state: LogisticState,
  startActive: Uint32Array,
  options: SolverOptions,
): SolverEnd {
  const { l1, l2, tolerance, maxIterations } = options
  const isFree = l1 === 0 && l2 === 0
  let active = startActive
  let aliased: number[] = []
  let nSample = curvatureRows(data.nRows, active.length)
  let rows = stratifiedRows(data.nRows, nSample)
  let previous = Infinity
  let isFresh = false
  let mustRenew = false
  const along = new Float64Array(data.nRows)
  let iterations = 0
  const end = (gradientNorm: number, converged: boolean, separation: SolverEnd['separation']): SolverEnd => ({
    iterations,
    gradientNorm,
    converged,
    separation,
    aliased,
  })
  for (;;) {
    if (data.isCancelled?.() === true) throw new AppError('cancelled')
    let gradient = lossGradient(data, state, active)
    const distance = optimality(gradient, active, state.coefficients, options)
    const isThere = distance <= tolerance
    if (isFree && state.separates) return end(distance, false, 'complete')
    if (isThere && !isFree) return end(distance, true, state.separates ? 'complete' : 'none')
    if (iterations >= maxIterations) return end(distance, isThere, state.separates ? 'complete' : 'none')
    if (rows !== null && isFresh && iterations > 2 && distance > SLOW * previous) {
      nSample *= 4
      rows = 2 * nSample > data.nRows ? null : stratifiedRows(data.nRows, nSample)
    }
    const kept = isFree || mustRenew || distance > SLOW * previous ? null : keptHessian(state.kept, active)
    previous = distance
    isFresh = kept === null
    mustRenew = false
    const hessian = kept ?? hessianOf(data, state, active, rows)
    if (isFresh && !isFree) state.kept = { active, hessian: hessian.slice() }
    const size = active.length + 1
    for (let k = 1; k < size; k++) hessian[k * size + k] = hessian[k * size + k]! + l2
    let direction: Float64Array
    if (l1 > 0) {
      const current = Float64Array.from({ length: size }, (_, k) =>
        k === 0 ? 0 : state.coefficients[active[k - 1]!]!,
      )
      const precision = Math.max(1e-15, Math.min(0.1, Math.sqrt(distance)) * distance)
      direction = coordinateDescent(hessian, gradient, current, l1, precision)
    } else {
      const factor = factorise(hessian, size, DEPENDENT)
      direction = gradient.map((value) => -value)
      solve(factor, direction)
      if (iterations === 0 && rows === null && isFree) {
        const before = active
        aliased = [...before].filter((_, k) => factor.dependent[k + 1] === 1)
        if (aliased.length > 0) {
          const kept = [...before.keys()].filter((k) => factor.dependent[k + 1] === 0)
          active = Uint32Array.from(kept, (k) => before[k]!)
          direction = Float64Array.from([direction[0]!, ...kept.map((k) => direction[k + 1]!)])
          gradient = Float64Array.from([gradient[0]!, ...kept.map((k) => gradient[k + 1]!)])
        }
      }
    }
    multiply(data.columns, active, direction[0]!, direction.subarray(1), along)
    if (isThere) {
      const reach = along.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
      return reach > RUNAWAY ? end(distance, false, 'quasi') : end(distance, true, 'none')
    }
    if (!advance(data, state, active, direction, gradient, along, options)) {
      if (!isFresh) {
        mustRenew = true
        continue
      }
      if (rows === null) return end(distance, false, state.separates ? 'complete' : 'none')
      rows = null
    }
    iterations++
  }
}

/**
 * Moves the state along a direction (entry 0 = intercept) by the first of the steps `start`, 1/2, 1/4 ... of it that
 * lowers the objective enough; false when none does. `gradient` is that of the smooth part, `along` the direction in
 * log-odds by row. Cost: a pass over the rows a step tried. Source: Armijo 1966; Tseng & Yun 2009 for the L1 term.
 */
export function advance(
  data: LogisticData,
  state: LogisticState,
  active: Uint32Array,
  direction: Float64Array,
  gradient: Float64Array,
  along: Float64Array,
  { l1, l2 }: SolverOptions,
  start = 1,
): boolean {
  const penaltyAt = (step: number): number => {
    let sum = 0
    for (let k = 0; k < active.length; k++) {
      const b = state.coefficients[active[k]!]! + step * direction[k + 1]!
      sum += l1 * Math.abs(b) + (l2 / 2) * b * b
    }
    return sum
  }
  const before = state.loss + penaltyAt(0)
  let promised = gradient.reduce((sum, value, k) => sum + value * direction[k]!, 0)
  for (let k = 0; k < active.length; k++) {
    const b = state.coefficients[active[k]!]!
    promised += l1 * (Math.abs(b + direction[k + 1]!) - Math.abs(b))
  }
  const rounding = 1e-13 * Math.abs(before)
  for (let step = start, tries = 0; tries < 40; step /= 2, tries++) {
    const after = lossAlong(data, state.eta, along, step) + penaltyAt(step)
    if (!(after <= before + 1e-4 * step * promised + rounding)) continue
    state.intercept += step * direction[0]!
    for (let k = 0; k < active.length; k++) {
      const j = active[k]!
      state.coefficients[j] = state.coefficients[j]! + step * direction[k + 1]!
    }
    for (let i = 0; i < along.length; i++) state.eta[i] = state.eta[i]! + step * along[i]!
    evaluate(data, state)
    return true
  }
  return false
}
