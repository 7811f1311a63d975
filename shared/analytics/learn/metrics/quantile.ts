/**
 * The value below which a share `p` (0..1) of an ascending, not empty list lies, interpolated linearly between its
 * entries. Cost: constant. Source: Hyndman & Fan 1996, definition 7.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p
  const low = Math.floor(at)
  const value = sorted[low]!
  return value + (at - low) * ((sorted[low + 1] ?? value) - value)
}
