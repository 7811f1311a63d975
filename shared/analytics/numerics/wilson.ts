/** A share with its interval, 0..1. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Two-sided 95% point of the standard normal. */
const Z95 = 1.959963984540054

/** k of n with Wilson's 95% score interval; null for n = 0. Source: Wilson 1927; Brown, Cai & DasGupta 2001, (4). */
export function wilsonInterval(k: number, n: number): Interval | null {
  if (n === 0) return null
  const p = k / n
  const z2 = Z95 * Z95
  const centre = (k + z2 / 2) / (n + z2)
  const half = (Z95 * Math.sqrt(n * p * (1 - p) + z2 / 4)) / (n + z2)
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
