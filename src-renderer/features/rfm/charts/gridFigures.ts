import type { RfmSummary } from '../../../../shared/contract/rfm.ts'

export type GridMeasure = 'people' | 'revenue' | 'change'

export interface GridCell {
  /** scores 1..5 */
  readonly r: number
  readonly f: number
  readonly value: number
  /** place on the ramp: 0..1 for people and revenue (log steps), -1..1 for change */
  readonly shade: number
}

const SIZE = 5

/** Cells from R5 to R1, F1 to F5, with their place on the colour ramp. */
export function gridCells(summary: RfmSummary, measure: 'people' | 'revenue'): GridCell[] {
  const source = measure === 'people' ? summary.gridCustomers : summary.gridRevenueMinor
  const values = Array.from(source, Number)
  const positive = values.filter((value) => value > 0)
  const low = Math.log(Math.min(...positive, Number.POSITIVE_INFINITY))
  const high = Math.log(Math.max(...positive, 1))
  return values.map((value, i) => ({
    r: SIZE - Math.floor(i / SIZE),
    f: (i % SIZE) + 1,
    value,
    shade: value <= 0 ? 0 : high > low ? (Math.log(value) - low) / (high - low) : 0.5,
  }))
}

/** Difference to an earlier grid of the same measure. */
export function gridChange(now: Uint32Array, before: Uint32Array): GridCell[] {
  const values = Array.from(now, (count, i) => count - (before[i] ?? 0))
  const most = Math.max(...values.map(Math.abs), 1)
  return values.map((value, i) => ({
    r: SIZE - Math.floor(i / SIZE),
    f: (i % SIZE) + 1,
    value,
    shade: value / most,
  }))
}

/** Sums of the rows (R5..R1). */
export function rowSums(cells: readonly GridCell[]): number[] {
  const sums = [0, 0, 0, 0, 0]
  for (const cell of cells) sums[SIZE - cell.r] = (sums[SIZE - cell.r] ?? 0) + cell.value
  return sums
}

/** Ranges of the five levels of a score, worst first, from ascending cuts. `null` ends are open. */
export function levelRanges(
  cuts: readonly number[],
  highIsBest: boolean,
): { low: number | null; high: number | null }[] {
  // R: cuts are upper bounds of the better level; F: cuts are lower bounds of the better level
  const ranges: { low: number | null; high: number | null }[] = []
  if (highIsBest) {
    for (let level = 0; level <= cuts.length; level++) {
      const low = level === 0 ? null : (cuts[level - 1] ?? null)
      const next = cuts[level]
      ranges.push({ low, high: next === undefined ? null : next - 1 })
    }
    return ranges
  }
  for (let level = 0; level <= cuts.length; level++) {
    const low = level === 0 ? null : (cuts[level - 1] ?? 0) + 1
    ranges.push({ low, high: cuts[level] ?? null })
  }
  return ranges.reverse()
}

/** True for a level that ties left without anybody. */
export const isEmptyLevel = (range: { low: number | null; high: number | null } | undefined): boolean =>
  range !== undefined && range.low !== null && range.high !== null && range.high < range.low

/** Share of members in the lower left: R at most 3 and F at most 2, with its bounds for the sentence. */
export function lowerLeft(summary: RfmSummary): {
  customers: number
  share: number
  recencyDays: number | null
  orders: number | null
} {
  let customers = 0
  for (const cell of gridCells(summary, 'people')) if (cell.r <= 3 && cell.f <= 2) customers += cell.value
  const ranges = levelRanges(summary.gridCuts.r, false)
  const fRanges = levelRanges(summary.gridCuts.f, true)
  return {
    customers,
    share: summary.nMembers > 0 ? customers / summary.nMembers : 0,
    recencyDays: ranges[2]?.low === null || ranges[2]?.low === undefined ? null : ranges[2].low - 1,
    orders: fRanges[1]?.high ?? null,
  }
}
