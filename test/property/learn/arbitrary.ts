import fc from 'fast-check'
import { scoredSample, type ScoredSample } from '../../../shared/analytics/learn/index.ts'

/** Scores of few values, so that ties are common, or of many. */
const score = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((k) => k / 5),
  fc.integer({ min: 0, max: 2 ** 20 }).map((k) => k / 2 ** 20),
)

export interface ScoredRow {
  readonly score: number
  readonly label: number
  readonly weight: number
}

export const scoredRows: fc.Arbitrary<ScoredRow[]> = fc.array(
  fc.record({ score, label: fc.integer({ min: 0, max: 1 }), weight: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 1, maxLength: 60, size: 'max' },
)

export function sampleOf(rows: readonly ScoredRow[], isWeighted = false): ScoredSample {
  return scoredSample(
    Float64Array.from(rows, (row) => row.score),
    Uint8Array.from(rows, (row) => row.label),
    isWeighted ? Float64Array.from(rows, (row) => row.weight) : null,
  )
}
