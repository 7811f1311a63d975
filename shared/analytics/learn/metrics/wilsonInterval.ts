import { normalQuantile } from '../../numerics/normalQuantile.ts'

/**
 * Interval of a share that was seen `successes` times in `n` trials (both may be weighted numbers, n > 0), at a
 * two-sided `level` such as 0.95. Always inside 0..1, and not empty at 0 or n successes. Cost: constant.
 * Source: Wilson 1927; Brown, Cai & DasGupta 2001, eq. 4.
 */
export function wilsonInterval(successes: number, n: number, level: number): { low: number; high: number } {
  const z = normalQuantile(0.5 + level / 2)
  const p = successes / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
