import type { LifetimeCohorts } from '../../../shared/contract/lifetime.ts'

export type CohortMeasure = 'retention' | 'spend'

export interface CohortRow {
  readonly periodDay: number
  readonly customers: number
  /** by periods since the first purchase; null where the period has not begun or nobody is in the cohort */
  readonly cells: readonly (number | null)[]
}

/** Share who came back in each period, or spend per customer so far in minor units. */
export function cohortRows(
  { periodDay, customers, active, spendMinor }: LifetimeCohorts,
  measure: CohortMeasure,
): CohortRow[] {
  const n = periodDay.length
  return Array.from(periodDay, (day, row) => {
    const size = customers[row] ?? 0
    let sum = 0
    const cells = Array.from({ length: n }, (_, age) => {
      const cell = (measure === 'retention' ? active : spendMinor)[row * n + age] ?? Number.NaN
      if (!Number.isFinite(cell) || size === 0) return null
      sum += cell
      return (measure === 'retention' ? cell : sum) / size
    })
    return { periodDay: day, customers: size, cells }
  })
}
