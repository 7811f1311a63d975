import { bfgs, type Minimum, type SearchLimits } from '../numerics/bfgs.ts'
import { invertPositiveDefinite } from '../numerics/cholesky.ts'
import { nelderMead } from '../numerics/nelderMead.ts'

/** A log likelihood by positive parameters; writes its gradient into the second argument. */
export type LogLikelihood = (parameters: Float64Array, gradient: Float64Array) => number

/** A maximum and how it was found. */
export interface MaximumLikelihood {
  readonly parameters: Float64Array
  /** by the delta method; null where the likelihood is flat or not curved downwards */
  readonly standardErrors: Float64Array | null
  readonly logLikelihood: number
  /** largest |d ln L / d ln parameter| per observation */
  readonly gradientNorm: number
  readonly iterations: number
  readonly evaluations: number
  /** searches that were begun, and how many of them ended at the best point */
  readonly starts: number
  readonly agreeing: number
  /** the gradient vanishes, and no parameter ran to the end of its range */
  readonly converged: boolean
  /** indexes of parameters at the end of their range: the data do not hold what would determine them */
  readonly atBound: readonly number[]
}

/** Where to search: points to begin from, the range of ln parameter, and the search's likelihood if it is another. */
export interface SearchPlan {
  readonly likelihood: LogLikelihood
  readonly nObservations: number
  readonly starts: readonly Float64Array[]
  /** bounds of ln parameter, by parameter */
  readonly low: Float64Array
  readonly high: Float64Array
  /** the same likelihood on a part of the data, where the searches begin; the best is then finished on all */
  readonly rough?: { readonly likelihood: LogLikelihood; readonly nObservations: number } | undefined
  /** polled once an iteration; throws to stop */
  readonly check?: (() => void) | undefined
}

const FINE = 1e-8
/** what counts as a vanished gradient when the last digits of the likelihood are noise */
const VANISHED = 1e-6
const ROUGH = 1e-5
const MAX_ITERATIONS = 200
const SAME = 1e-3
/** within e^3 of an end of a range of e^28 a parameter has run away */
const AT_BOUND = 3
/** relative step of the differences of the gradient */
const HESSIAN_STEP = 1e-4
const RESCUE_EVALUATIONS = 600

/**
 * Maximises a likelihood over positive parameters on their logarithms: BFGS from every start, Nelder-Mead and BFGS again
 * where none converged (on the part of the data, if there is one); standard errors from the Hessian (central differences of the analytic gradient), carried to the
 * natural scale by the delta method. Never throws on its own account: what did not converge says so.
 * Cost: about 40 evaluations a start, 8 for the Hessian.
 */
export function maximise(plan: SearchPlan): MaximumLikelihood {
  const fine = objectiveOf(plan.likelihood, plan.nObservations, plan)
  const rough =
    plan.rough === undefined ? fine : objectiveOf(plan.rough.likelihood, plan.rough.nObservations, plan)
  const boundsOf = (x: Float64Array): number[] =>
    [...x.keys()].filter((i) => x[i]! - plan.low[i]! < AT_BOUND || plan.high[i]! - x[i]! < AT_BOUND)
  const limits = (gradientTolerance: number): SearchLimits => ({
    gradientTolerance,
    maxIterations: MAX_ITERATIONS,
    // a parameter that runs away gains nothing any more, while every evaluation out there is slow
    isEnough: (x, gradientNorm) => gradientNorm <= VANISHED && boundsOf(x).length > 0,
    ...(plan.check === undefined ? {} : { check: plan.check }),
  })
  let iterations = 0
  let evaluations = 0
  const search = (f: typeof fine, start: Float64Array, tolerance: number): Minimum => {
    const found = bfgs(f, start, limits(tolerance))
    iterations += found.iterations
    evaluations += found.evaluations
    return found
  }
  const isRough = plan.rough !== undefined
  const ends = plan.starts.map((start) => search(rough, start, isRough ? ROUGH : FINE))
  const finite = ends.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.value - b.value)
  const [first] = finite
  const firstStart = plan.starts[0] ?? new Float64Array(plan.low.length)
  let best = first ?? { ...search(fine, firstStart, FINE) }
  const agreeing = finite.filter(
    ({ value }) => value - best.value <= SAME * 1e-3 * (1 + Math.abs(best.value)),
  ).length
  if (isRough) best = search(fine, best.x, FINE)
  if (best.gradientNorm > VANISHED) {
    const scratch = new Float64Array(best.x.length)
    const value = (x: Float64Array): number => {
      plan.check?.()
      return rough(x, scratch)
    }
    const rescued = nelderMead(value, best.x, 0.5, 1e-12, RESCUE_EVALUATIONS)
    evaluations += rescued.evaluations
    const again = search(fine, rescued.x, FINE)
    if (!(again.value > best.value)) best = again
  }
  const atBound = boundsOf(best.x)
  const covariance =
    atBound.length > 0
      ? null
      : invertPositiveDefinite(hessian(fine, best.x, plan.nObservations), best.x.length)
  return {
    parameters: best.x.map(Math.exp),
    standardErrors:
      covariance === null
        ? null
        : best.x.map((x, i) => Math.exp(x) * Math.sqrt(covariance[i * best.x.length + i]!)),
    logLikelihood: -best.value * plan.nObservations,
    gradientNorm: best.gradientNorm,
    iterations,
    evaluations,
    starts: plan.starts.length,
    agreeing,
    converged: best.gradientNorm <= VANISHED && atBound.length === 0,
    atBound,
  }
}

/** Minus the mean log likelihood by ln parameter; +Infinity outside the bounds. */
function objectiveOf(
  likelihood: LogLikelihood,
  nObservations: number,
  { low, high }: Pick<SearchPlan, 'low' | 'high'>,
): (x: Float64Array, gradient: Float64Array) => number {
  return (x, gradient) => {
    if (x.some((v, i) => !(v >= low[i]! && v <= high[i]!))) return Infinity
    const parameters = x.map(Math.exp)
    const value = likelihood(parameters, gradient)
    for (let i = 0; i < x.length; i++) gradient[i] = (-gradient[i]! * parameters[i]!) / nObservations
    return -value / nObservations
  }
}

/** Second derivatives of minus the log likelihood by ln parameter. */
function hessian(
  f: (x: Float64Array, gradient: Float64Array) => number,
  x: Float64Array,
  nObservations: number,
): Float64Array {
  const n = x.length
  const matrix = new Float64Array(n * n)
  const up = new Float64Array(n)
  const down = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const moved = x.slice()
    moved[i] = x[i]! + HESSIAN_STEP
    f(moved, up)
    moved[i] = x[i]! - HESSIAN_STEP
    f(moved, down)
    for (let j = 0; j < n; j++) {
      matrix[i * n + j] = ((up[j]! - down[j]!) / (2 * HESSIAN_STEP)) * nObservations
    }
  }
  return matrix
}
