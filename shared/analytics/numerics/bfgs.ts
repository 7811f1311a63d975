/** A function and its gradient, written into `gradient`; answers +Infinity (or NaN) where it is not defined. */
export type SmoothObjective = (x: Float64Array, gradient: Float64Array) => number

/** Where a search ended. */
export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  /** largest absolute component of the gradient at x */
  readonly gradientNorm: number
  readonly iterations: number
  readonly evaluations: number
  readonly converged: boolean
}

/** When to stop, and whether to. */
export interface SearchLimits {
  /** converged when no component of the gradient is above this */
  readonly gradientTolerance: number
  readonly maxIterations: number
  /** whether a point is as good as its region allows, so that the search ends there unconverged */
  readonly isEnough?: (x: Float64Array, gradientNorm: number) => boolean
  /** polled once an iteration; the search throws what it throws */
  readonly check?: () => void
}

const SUFFICIENT_DECREASE = 1e-4
const CURVATURE = 0.9
const MAX_STEP = 2
/** differences of the value below this share of it are rounding; after a few steps that gain no more the search ends */
const NOISE = 2e-15
const IDLE_STEPS = 3

/**
 * Minimises a smooth function from `start` by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with a
 * line search by bisection for the weak Wolfe conditions. No step is longer than 2 in any coordinate (parameters are
 * expected on a logarithmic scale). Not converged = the iterations ran out or no step made the value smaller.
 * Cost: one or two evaluations an iteration. Source: Nocedal & Wright 2006, algorithm 6.1; line search after Lewis &
 * Overton 2013, algorithm 2.6.
 */
export function bfgs(f: SmoothObjective, start: Float64Array, limits: SearchLimits): Minimum {
  const n = start.length
  let x = start.slice()
  let gradient = new Float64Array(n)
  let value = f(x, gradient)
  let evaluations = 1
  let iterations = 0
  let inverse = identity(n)
  let isFresh = true
  let idle = 0
  const done = (converged: boolean): Minimum => ({
    x,
    value,
    gradientNorm: maxAbs(gradient),
    iterations,
    evaluations,
    converged,
  })
  if (!Number.isFinite(value)) return done(false)

  while (iterations < limits.maxIterations) {
    if (maxAbs(gradient) <= limits.gradientTolerance) return done(true)
    if (limits.isEnough?.(x, maxAbs(gradient)) === true) return done(false)
    limits.check?.()
    iterations++
    const direction = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) direction[i] = direction[i]! - inverse[i * n + j]! * gradient[j]!
    }
    let slope = dot(direction, gradient)
    if (!(slope < 0)) {
      inverse = identity(n)
      isFresh = true
      for (let i = 0; i < n; i++) direction[i] = -gradient[i]!
      slope = -dot(gradient, gradient)
    }
    const longest = MAX_STEP / maxAbs(direction)
    let low = 0
    let high = Infinity
    let step = Math.min(1, longest)
    let nextX = x
    let nextGradient = gradient
    let nextValue = value
    let hasStep = false
    for (let tries = 0; tries < 40; tries++) {
      const trialX = x.map((v, i) => v + step * direction[i]!)
      const trialGradient = new Float64Array(n)
      const trial = f(trialX, trialGradient)
      evaluations++
      const isLower =
        Number.isFinite(trial) &&
        trial <= value + SUFFICIENT_DECREASE * step * slope + NOISE * Math.abs(value)
      if (!isLower) high = step
      else {
        nextX = trialX
        nextGradient = trialGradient
        nextValue = trial
        hasStep = true
        if (dot(trialGradient, direction) >= CURVATURE * slope) break
        low = step
        if (step >= longest) break
      }
      step = high === Infinity ? Math.min(2 * step, longest) : (low + high) / 2
      if (high - low < 1e-14 * Math.max(1, low)) break
    }
    if (!hasStep) {
      if (isFresh) return done(maxAbs(gradient) <= limits.gradientTolerance)
      inverse = identity(n)
      isFresh = true
      continue
    }
    idle = value - nextValue <= NOISE * Math.abs(value) ? idle + 1 : 0
    update(inverse, nextX, x, nextGradient, gradient, n, isFresh)
    isFresh = false
    x = nextX
    gradient = nextGradient
    value = nextValue
    if (idle >= IDLE_STEPS) break
  }
  return done(maxAbs(gradient) <= limits.gradientTolerance)
}

/** Takes the last step into the approximation of the inverse Hessian; the first time it also sets its scale. */
function update(
  inverse: Float64Array,
  x: Float64Array,
  before: Float64Array,
  gradient: Float64Array,
  gradientBefore: Float64Array,
  n: number,
  isFresh: boolean,
): void {
  const s = x.map((v, i) => v - before[i]!)
  const y = gradient.map((v, i) => v - gradientBefore[i]!)
  const sy = dot(s, y)
  const yy = dot(y, y)
  if (!(sy > 1e-14 * Math.sqrt(yy * dot(s, s)))) return
  if (isFresh) for (let i = 0; i < n; i++) inverse[i * n + i] = sy / yy
  const hy = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hy[i] = hy[i]! + inverse[i * n + j]! * y[j]!
  const scale = (1 + dot(y, hy) / sy) / sy
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i * n + j] =
        inverse[i * n + j]! + scale * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy
    }
  }
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1
  return matrix
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function maxAbs(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
