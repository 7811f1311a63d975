import { numberKeys, sortedPositions } from '../numerics/radixSort.ts'
import type { ChurnMapCell } from '../../contract/churn.ts'
import type { ChurnFilter, ChurnSort } from '../../contract/churnRisks.ts'

/**
 * Scored customers as columns, one row each. `customer` is the dense index. `pLow` and `pHigh` are the 95% interval of
 * the share who left among test customers scored alike. `level` 0 low, 1 medium, 2 high; `levelBefore` -1 = not scored
 * then. `valueMinor`: net spend in the 365 days up to the scored day. `recencyDays` -1 and `overdue` NaN = none.
 */
export interface Risks {
  readonly n: number
  readonly customer: Uint32Array
  readonly pChurn: Float32Array
  readonly pLow: Float32Array
  readonly pHigh: Float32Array
  readonly level: Uint8Array
  readonly levelBefore: Int8Array
  readonly valueTier: Uint8Array
  readonly valueMinor: Float64Array
  readonly recencyDays: Int32Array
  readonly overdue: Float32Array
}

/** Within how many days of the scored day a purchase counts as recent. */
export const RECENT_DAYS = 90

/** The rows that matched, in order, and what they are worth. */
export interface MatchedRisks {
  readonly rows: Uint32Array
  readonly valueMinor: number
  readonly valueAtRiskMinor: number
}

/** What is done about a customer of a level and tier, by the map. */
export type AdviceOf = (level: number, valueTier: number) => ChurnMapCell['advice']

/**
 * Rows for which every given part of the filter holds, sorted; equal rows stay in the order of customers, "none" stands last. `found` marks
 * the customers whom a search found (null = no search), `keyRank` orders customers by key. Cost: a pass and a radix sort.
 */
export function matchRisks(
  risks: Risks,
  filter: ChurnFilter,
  sort: ChurnSort,
  isDescending: boolean,
  adviceOf: AdviceOf,
  found: Uint8Array | null,
  keyRank: () => Uint32Array,
): MatchedRisks {
  const rows = new Uint32Array(risks.n)
  let n = 0
  for (let i = 0; i < risks.n; i++) if (holds(risks, i, filter, adviceOf, found)) rows[n++] = i
  const value = sortValues(risks, sort, keyRank)
  const sign = isDescending ? -1 : 1
  const keys = Float64Array.from(rows.subarray(0, n), (row) => sign * value(row))
  const matched = sortedPositions(numberKeys(keys, n), n).map((position) => rows[position]!)
  let valueMinor = 0
  let valueAtRiskMinor = 0
  for (const i of matched) {
    valueMinor += risks.valueMinor[i]!
    valueAtRiskMinor += valueAtRisk(risks, i)
  }
  return { rows: matched, valueMinor, valueAtRiskMinor }
}

/** pChurn x yearly value of a row, minor units; what was given back counts as nothing. */
export function valueAtRisk(risks: Risks, row: number): number {
  return risks.pChurn[row]! * Math.max(0, risks.valueMinor[row]!)
}

function holds(
  risks: Risks,
  i: number,
  filter: ChurnFilter,
  adviceOf: AdviceOf,
  found: Uint8Array | null,
): boolean {
  const level = risks.level[i]!
  const tier = risks.valueTier[i]!
  if (filter.levels !== undefined && !filter.levels.includes(level)) return false
  if (filter.valueTiers !== undefined && !filter.valueTiers.includes(tier)) return false
  if (filter.newlyHigh === true && !isNewlyHigh(risks, i)) return false
  if (filter.advice !== undefined && !filter.advice.includes(adviceOf(level, tier))) return false
  if (filter.recentOnly === true && !(risks.recencyDays[i]! >= 0 && risks.recencyDays[i]! <= RECENT_DAYS)) {
    return false
  }
  return found === null || found[risks.customer[i]!] === 1
}

/** High now, scored before, and not high then. */
export function isNewlyHigh(risks: Risks, row: number): boolean {
  return risks.level[row] === 2 && (risks.levelBefore[row] === 0 || risks.levelBefore[row] === 1)
}

function sortValues(risks: Risks, sort: ChurnSort, keyRank: () => Uint32Array): (row: number) => number {
  switch (sort) {
    case 'customer': {
      const ranks = keyRank()
      return (i) => ranks[risks.customer[i]!]!
    }
    case 'risk':
      return (i) => risks.pChurn[i]!
    case 'value':
      return (i) => risks.valueMinor[i]!
    case 'valueAtRisk':
      return (i) => valueAtRisk(risks, i)
    case 'recency':
      return (i) => (risks.recencyDays[i]! < 0 ? NaN : risks.recencyDays[i]!)
    case 'overdue':
      return (i) => risks.overdue[i]!
    case 'change':
      return (i) => (risks.levelBefore[i]! < 0 ? NaN : risks.level[i]! - risks.levelBefore[i]!)
  }
}
