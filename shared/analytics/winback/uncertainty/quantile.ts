import type { Band } from '../../../contract/winbackResult.ts'

/** The p-quantile (0..1) of ascending values by linear interpolation. Source: Hyndman & Fan 1996, definition 7. */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  const at = (ascending.length - 1) * p
  const below = Math.floor(at)
  const low = ascending[below]!
  const high = ascending[Math.min(ascending.length - 1, below + 1)]!
  return low + (at - below) * (high - low)
}

/** P10, P50 and P90 of the defined values (NaN = undefined); null when none is. Cost: a sort. */
export function bandOf(values: Float64Array): Band | null {
  const defined = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  if (defined.length === 0) return null
  return { p10: quantile(defined, 0.1), p50: quantile(defined, 0.5), p90: quantile(defined, 0.9) }
}
