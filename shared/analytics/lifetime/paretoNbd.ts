import { digamma, logRising } from '../numerics/logGamma.ts'
import { risingRatio, type RisingRatio } from '../numerics/risingRatio.ts'
import { dayTable, quadruple, weightByFrequency } from './geometricDropout.ts'
import type { Groups } from './groups.ts'
import type { PurchaseModel } from './purchaseModel.ts'

/** e^600 is still a number */
const LARGEST_EXPONENT = 600

/**
 * Pareto/NBD: purchases at rate lambda ~ Gamma(r, alpha) during a lifetime of rate mu ~ Gamma(s, beta). The likelihood
 * of (x, t_x, T) is Gamma(r + x) alpha^r beta^s / Gamma(r) times
 *   (alpha + T)^-(r + x) (beta + T)^-s  +  D(t_x) - D(T),
 *   D(t) = s * integral from t to infinity of (alpha + u)^-(r + x) (beta + u)^-(s + 1) du.
 * Source: Schmittlein, Morrison & Colombo 1987, "Counting Your Customers"; Fader & Hardie 2005, "A Note on Deriving the
 * Pareto/NBD Model and Related Expressions" (the two hypergeometric forms of D).
 */
export const paretoNbd: PurchaseModel = {
  key: 'paretonbd',
  parameterNames: ['r', 'alpha', 's', 'beta'],
  isTime: [false, true, false, true],

  likelihood: (groups, unitDays) => {
    const cells = newCells(groups)
    const neverRatio = new Float64Array(cells.tail.length)
    const counts = weightByFrequency(groups)
    const { nGroups, weight, atRecency, atAge, maxFrequency } = groups
    return (parameters, gradient) => {
      const [r, alpha, s, beta] = quadruple(parameters)
      fillCells(groups, unitDays, parameters, cells)
      const { survival, tail, byR, byAlpha, byS, byBeta } = cells
      for (let c = 0; c < neverRatio.length; c++) neverRatio[c] = Math.exp(tail[c]! - survival[c]!)
      const gradients = [0, 0, 0, 0]
      let sum = 0
      for (let g = 0; g < nGroups; g++) {
        const w = weight[g]!
        const from = atRecency[g]!
        const to = atAge[g]!
        const apart = tail[from]! - survival[to]!
        let alive: number
        let left: number
        let never: number
        if (apart < LARGEST_EXPONENT) {
          const ratio = Math.exp(apart)
          const total = Math.max(1, 1 + ratio - neverRatio[to]!)
          sum += w * (survival[to]! + Math.log(total))
          alive = w / total
          left = alive * ratio
          never = alive * neverRatio[to]!
        } else {
          const log = logTotal(survival[to]!, tail[from]!, tail[to]!)
          sum += w * log
          alive = w * Math.exp(survival[to]! - log)
          left = w * Math.exp(tail[from]! - log)
          never = w * Math.exp(tail[to]! - log)
        }
        gradients[0]! += alive * cells.survivalByR[to]! + left * byR[from]! - never * byR[to]!
        gradients[1]! += alive * cells.survivalByAlpha[to]! + left * byAlpha[from]! - never * byAlpha[to]!
        gradients[2]! += alive * cells.survivalByS[to]! + left * byS[from]! - never * byS[to]!
        gradients[3]! += alive * cells.survivalByBeta[to]! + left * byBeta[from]! - never * byBeta[to]!
      }
      const psiR = digamma(r)
      for (let x = 0; x <= maxFrequency; x++) {
        const n = counts[x]!
        if (n === 0) continue
        sum += n * logRising(r, x)
        gradients[0]! += n * (digamma(r + x) - psiR)
      }
      const n = groups.nCustomers
      gradient[0] = gradients[0]! + n * Math.log(alpha)
      gradient[1] = gradients[1]! + (n * r) / alpha
      gradient[2] = gradients[2]! + n * Math.log(beta)
      gradient[3] = gradients[3]! + (n * s) / beta
      return sum + n * (r * Math.log(alpha) + s * Math.log(beta))
    }
  },

  rowLogLikelihood: (groups, unitDays, parameters) => {
    const [r, alpha, s, beta] = quadruple(parameters)
    const cells = newCells(groups)
    fillCells(groups, unitDays, parameters, cells)
    const { survival, tail } = cells
    const counts = dayTable(groups.maxFrequency, (x) => logRising(r, x))
    const scale = r * Math.log(alpha) + s * Math.log(beta)
    return Float64Array.from({ length: groups.nGroups }, (_, g) => {
      const to = groups.atAge[g]!
      const log = logTotal(survival[to]!, tail[groups.atRecency[g]!]!, tail[to]!)
      return counts[groups.frequency[g]!]! + scale + log
    })
  },

  pAlive: (groups, unitDays, parameters) => {
    const cells = newCells(groups)
    fillCells(groups, unitDays, parameters, cells)
    const { survival, tail } = cells
    return Float64Array.from({ length: groups.nGroups }, (_, g) => {
      const to = groups.atAge[g]!
      const log = logTotal(survival[to]!, tail[groups.atRecency[g]!]!, tail[to]!)
      return Math.min(1, Math.exp(survival[to]! - log))
    })
  },

  expectedIfAlive: (frequency, age, horizon, parameters) => {
    const [r, alpha, s, beta] = quadruple(parameters)
    const left = beta + age
    const shrink = Math.log1p(horizon / left)
    // (1 - (left / (left + horizon))^(s - 1)) / (s - 1), and its limit at s = 1
    const power = (s - 1) * shrink
    const lived = Math.abs(power) < 1e-12 ? shrink : (-Math.expm1(-power) / power) * shrink
    return ((r + frequency) / (alpha + age)) * left * lived
  },

  /** The first purchase comes before the end of the lifetime: the roles of the two rates in D change places. */
  pActiveIfAlive: (frequency, age, horizon, parameters) => {
    const [r, alpha, s, beta] = quadruple(parameters)
    const shape = r + frequency
    const out: RisingRatio = { value: 0, byP: 0, byQ: 0, byZ: 0 }
    const alive = -shape * Math.log(alpha + age) - s * Math.log(beta + age)
    const first = logTail(beta + age, s, alpha + age, shape, out) - alive
    const last = logTail(beta + age + horizon, s, alpha + age + horizon, shape, out) - alive
    return Math.min(1, Math.max(0, -Math.exp(first) * Math.expm1(last - first)))
  },
}

/** By (frequency, days): ln of the survival term, ln D, and the derivatives of both by the parameters. */
interface Cells {
  readonly survival: Float64Array
  readonly survivalByR: Float64Array
  readonly survivalByAlpha: Float64Array
  readonly survivalByS: Float64Array
  readonly survivalByBeta: Float64Array
  readonly tail: Float64Array
  readonly byR: Float64Array
  readonly byAlpha: Float64Array
  readonly byS: Float64Array
  readonly byBeta: Float64Array
}

function newCells(groups: Groups): Cells {
  const column = (): Float64Array => new Float64Array(groups.cellFrequency.length)
  return {
    survival: column(),
    survivalByR: column(),
    survivalByAlpha: column(),
    survivalByS: column(),
    survivalByBeta: column(),
    tail: column(),
    byR: column(),
    byAlpha: column(),
    byS: column(),
    byBeta: column(),
  }
}

function fillCells(groups: Groups, unitDays: number, parameters: Float64Array, cells: Cells): void {
  const [r, alpha, s, beta] = quadruple(parameters)
  const logA = dayTable(groups.maxDays, (d) => Math.log(alpha + d / unitDays))
  const logB = dayTable(groups.maxDays, (d) => Math.log(beta + d / unitDays))
  const { cellFrequency, cellDays } = groups
  const out: RisingRatio = { value: 0, byP: 0, byQ: 0, byZ: 0 }
  for (let i = 0; i < cellFrequency.length; i++) {
    const shape = r + cellFrequency[i]!
    const t = cellDays[i]! / unitDays
    const a = alpha + t
    const b = beta + t
    const lnA = logA[cellDays[i]!]!
    const lnB = logB[cellDays[i]!]!
    cells.survival[i] = -shape * lnA - s * lnB
    cells.survivalByR[i] = -lnA
    cells.survivalByAlpha[i] = -shape / a
    cells.survivalByS[i] = -lnB
    cells.survivalByBeta[i] = -s / b
    cells.tail[i] = logTail(a, shape, b, s, out)
    const by = 1 / out.value
    const c = shape + s
    if (a >= b) {
      cells.byR[i] = -lnA - 1 / c + (out.byP + out.byQ) * by
      cells.byAlpha[i] = -shape / a + (out.byZ * by * b) / (a * a)
      cells.byS[i] = -lnB - 1 / c + out.byQ * by + 1 / s
      cells.byBeta[i] = -s / b - (out.byZ * by) / a
    } else {
      cells.byR[i] = -lnA - 1 / c + out.byQ * by
      cells.byAlpha[i] = -(shape - 1) / a - (out.byZ * by) / b
      cells.byS[i] = -lnB - 1 / c + (out.byP + out.byQ) * by + 1 / s
      cells.byBeta[i] = -(s + 1) / b + (out.byZ * by * a) / (b * b)
    }
  }
}

/**
 * ln of s times the integral over u >= 0 of (a + u)^-shape (b + u)^-(s + 1): with c = shape + s it is s / c times
 * a^-shape b^-s 2F1(1, shape; c + 1; 1 - b / a) for a >= b and a^(1 - shape) b^-(s + 1) 2F1(1, s + 1; c + 1; 1 - a / b)
 * otherwise (Pfaff's and Euler's transformations of the published forms: positive terms, no overflow). Leaves the
 * series in `out`.
 */
function logTail(a: number, shape: number, b: number, s: number, out: RisingRatio): number {
  const c = shape + s
  const scale = Math.log(s / c)
  if (a >= b) {
    risingRatio(shape, c + 1, (a - b) / a, b / a, out)
    return scale - shape * Math.log(a) - s * Math.log(b) + Math.log(out.value)
  }
  risingRatio(s + 1, c + 1, (b - a) / b, a / b, out)
  return scale - (shape - 1) * Math.log(a) - (s + 1) * Math.log(b) + Math.log(out.value)
}

/** ln(e^survival + e^from - e^to), from >= to. */
function logTotal(survival: number, from: number, to: number): number {
  const difference = to - from
  if (!(difference < 0)) return survival
  const left = from + Math.log(-Math.expm1(difference))
  const most = Math.max(survival, left)
  return most + Math.log1p(Math.exp(Math.min(survival, left) - most))
}
