/** One measured line: what, who (ours or a peer), the median and how many runs it is the median of. */
export interface BenchLine {
  readonly name: string
  readonly who: string
  readonly value: number
  readonly unit: 'ms' | 's' | 'MB' | 'MB/s' | 'rows/s' | 'fps' | '% hold it'
  readonly n: number
  readonly note?: string
}

/** Median of a list that is not empty. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

/** Nearest-rank percentile of a list that is not empty; p in 0..1. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN
}
