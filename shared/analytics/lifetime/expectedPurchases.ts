import { logBeta } from '../numerics/logGamma.ts'

const MAX_TERMS = 2_000
/** e^-700 is still a normal number */
const SMALLEST_EXPONENT = 700

/**
 * Expected purchases of a customer who is alive, whose rate is Gamma(shape, scale) and who leaves after each purchase
 * with probability p ~ Beta(a, b), over a horizon of `ratio` = horizon / scale: the expectation of
 * (1 - e^(-lambda p t)) / p. All arguments positive, ratio may be 0. Relative accuracy about 1e-12, also where the
 * published closed forms are singular (a = 1) or overflow. Cost: about 3 ns a term, terms about shape x ratio plus
 * 40 (1 + ratio); beyond 2,000 of them an integral of some 500 points.
 * Source: the quantity is that of Fader, Hardie & Lee 2005, equation 10, written as a sum of positive terms: purchases
 * that would be made are negative binomial, so it is the sum over j >= 1 of P(N >= j) E[(1 - p)^(j - 1)].
 */
export function expectedUntilDropout(shape: number, ratio: number, a: number, b: number): number {
  if (!(ratio > 0)) return 0
  const exponent = shape * Math.log1p(ratio)
  if (exponent > SMALLEST_EXPONENT || shape * ratio + 40 * (1 + ratio) > MAX_TERMS) {
    return overDropout(shape, ratio, a, b)
  }
  const z = ratio / (1 + ratio)
  let atLeast = -Math.expm1(-exponent)
  let exactly = Math.exp(-exponent) * shape * z
  let stays = 1
  let sum = atLeast
  for (let j = 1; j < 4 * MAX_TERMS; j++) {
    atLeast = Math.max(0, atLeast - exactly)
    stays *= (b + j - 1) / (a + b + j - 1)
    sum += atLeast * stays
    const growth = (z * (shape + j)) / (j + 1)
    exactly *= growth
    if (growth < 1 && exactly * stays <= 1e-17 * sum * (1 - growth) * (1 - growth)) break
  }
  return sum
}

/**
 * The same by trapezoids over y = logit p. The integrand is log-concave in y and falls exponentially on both sides, so
 * what lies beyond the sampled range is a geometric series.
 */
function overDropout(shape: number, ratio: number, a: number, b: number): number {
  const normal = logBeta(a, b)
  const at = (y: number): number => {
    const e = Math.exp(-Math.abs(y))
    const logP = Math.min(y, 0) - Math.log1p(e)
    const logQ = Math.min(-y, 0) - Math.log1p(e)
    const p = y > 0 ? 1 / (1 + e) : e / (1 + e)
    return Math.exp((a - 1) * logP + b * logQ - normal) * -Math.expm1(-shape * Math.log1p(p * ratio))
  }
  const step = Math.min(0.2, Math.sqrt((a + b) / (a * b)) / 2)
  const middle = Math.log(a / b)
  let sum = at(middle)
  const walk = (direction: -1 | 1, end: number, rate: number): void => {
    let before = Infinity
    for (let i = 1; ; i++) {
      const y = middle + direction * i * step
      const f = at(y)
      sum += f
      if (f <= before && f <= 1e-18 * sum) return
      before = f
      if (direction * (y - end) > 0) {
        sum += (f * Math.exp(-rate * step)) / -Math.expm1(-rate * step)
        return
      }
    }
  }
  walk(-1, Math.min(-Math.log(1 + shape * ratio) - 40, middle), a)
  walk(1, Math.max(40, middle), b)
  return sum * step
}
