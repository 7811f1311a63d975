import { logGamma } from './logGamma.ts'

const MAX_TERMS = 10_000
const TINY = 1e-300
const FINE = 1e-16

/**
 * The regularised lower incomplete gamma function P(a, x): the share of a Gamma(a, rate 1) distribution at or below `x`.
 * a > 0 and finite, x >= 0 (below: 0); NaN for other arguments. Relative error about 1e-13. Cost: some tens of terms for
 * moderate a. Source: DLMF 8.7.1 (series), 8.9.2 (continued fraction); Lentz 1976.
 */
export function incompleteGamma(a: number, x: number): number {
  if (!(a > 0 && a < Infinity) || Number.isNaN(x)) return NaN
  if (x <= 0) return 0
  if (x === Infinity) return 1
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n <= MAX_TERMS; n++) {
      term *= x / (a + n)
      sum += term
      if (term < sum * FINE) break
    }
    return Math.min(1, front * sum)
  }
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let value = d
  for (let n = 1; n <= MAX_TERMS; n++) {
    const term = -n * (n - a)
    b += 2
    d = 1 / away(term * d + b)
    c = away(b + term / c)
    const change = c * d
    value *= change
    if (Math.abs(change - 1) < FINE) break
  }
  return Math.max(0, 1 - front * value)
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}
