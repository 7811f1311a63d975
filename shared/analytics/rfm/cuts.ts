import type { RfmScoring } from '../../contract/rfm.ts'
import { countingIndex, type CountingIndex } from '../numerics/counting.ts'
import { magnitudeIndex, type MagnitudeIndex } from '../numerics/magnitude.ts'
import type { RawValues } from './rawValues.ts'

/**
 * Cut points between neighbouring levels, ascending. R: upper bounds, a recency at or below `r[k]` is better than one
 * above it. F and M: lower bounds, a value at or above `f[k]` is better than one below it. Equal cuts mean that ties
 * left the levels between them empty. Without members the cuts of the data-driven methods are empty.
 */
export interface RfmCuts {
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

/** Distributions of R, F and M over the members, refilled for every view. */
export interface RfmDistributions {
  readonly r: CountingIndex
  readonly f: CountingIndex
  readonly m: MagnitudeIndex
}

/** Distributions over the arrays of `raw`, still empty. Cost: 0.6 MB. */
export function createDistributions(raw: RawValues): RfmDistributions {
  return { r: countingIndex(), f: countingIndex(), m: magnitudeIndex(raw.monetaryMinor) }
}

/** Counts the members' values. Cost: three passes over the members. */
export function distribute(raw: RawValues, out: RfmDistributions): void {
  const n = raw.nMembers
  out.r.fill(raw.recencyDays, n, raw.r.min, raw.r.max)
  out.f.fill(raw.frequency, n, raw.f.min, raw.f.max)
  out.m.fill(n)
}

/** Levels of each dimension under a scoring. */
export function levelsOf(scoring: RfmScoring): { r: number; f: number; m: number } {
  switch (scoring.method) {
    case 'quantile':
      return { r: scoring.levels, f: scoring.levels, m: scoring.levels }
    case 'fixed':
      return { r: scoring.r.length + 1, f: scoring.f.length + 1, m: scoring.m.length + 1 }
    case 'mean':
    case 'median':
      return { r: 2, f: 2, m: 2 }
  }
}

/** The cuts of a scoring on these members; `distributions` must be filled for quantiles and medians. */
export function cutsOf(scoring: RfmScoring, raw: RawValues, distributions: RfmDistributions): RfmCuts {
  if (scoring.method === 'fixed') return { r: scoring.r, f: scoring.f, m: scoring.m }
  const n = raw.nMembers
  if (n === 0) return { r: [], f: [], m: [] }
  switch (scoring.method) {
    case 'quantile':
      return quantileCuts(n, scoring.levels, distributions)
    case 'mean':
      return { r: [raw.r.sum / n], f: [raw.f.sum / n], m: [raw.m.sum / n] }
    case 'median':
      return medianCuts(n, distributions)
  }
}

/**
 * Cuts at the k/levels quantiles, taken from the data (no interpolation). Ties stay together on the side of the
 * smaller raw value: with 70% one-time buyers these all score F1, whatever share a level should have; of equal
 * recencies at a boundary all score the better level. Above the boundary stands the smallest value that somebody has,
 * or one unit more than the largest where nobody is above.
 * Source: Hyndman & Fan 1996, definition 1 (inverse of the empirical distribution function).
 */
export function quantileCuts(n: number, levels: number, distributions: RfmDistributions): RfmCuts {
  if (n === 0) return { r: [], f: [], m: [] }
  const ranks = Array.from({ length: levels - 1 }, (_, k) => Math.ceil(((k + 1) * n) / levels) - 1)
  const lower = ({ at, above }: { at: number[]; above: number[] }): number[] =>
    above.map((value, k) => (Number.isNaN(value) ? at[k]! + 1 : value))
  return {
    r: distributions.r.select(ranks).at,
    f: lower(distributions.f.select(ranks)),
    m: lower(distributions.m.select(ranks)),
  }
}

/** The median of each dimension; the mean of the middle two when their number is even. */
function medianCuts(n: number, distributions: RfmDistributions): RfmCuts {
  const ranks = [(n - 1) >>> 1, n >>> 1]
  const middle = ({ at }: { at: number[] }): number[] => [(at[0]! + at[1]!) / 2]
  return {
    r: middle(distributions.r.select(ranks)),
    f: middle(distributions.f.select(ranks)),
    m: middle(distributions.m.select(ranks)),
  }
}
