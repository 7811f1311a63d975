import type { Interval } from '../../../contract/winbackResult.ts'

/** 97.5% point of the standard normal distribution. */
export const Z95 = 1.959963984540054

/** The 95% score interval of a proportion; `hits` may be expected values. Source: Wilson 1927. */
export function wilson(hits: number, n: number, z = Z95): Interval {
  const p = hits / n
  const z2 = z * z
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** The 95% interval of the difference of two proportions. Source: Newcombe 1998, method 10. */
export function newcombe(a: Interval, b: Interval): Interval {
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}
