import type { ChurnMapCell } from '../../../shared/contract/churn.ts'
import type { ChurnFilter, ChurnRiskPage, ChurnSort } from '../../../shared/contract/churnRisks.ts'
import type { ChurnReason } from '../../../shared/contract/features.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'

export const PAGE_ROWS = 200
const KEPT_PAGES = 12
const IDS_AT_ONCE = 1000

/** One customer of the list, read out of a page's columns; null = none. */
export interface RiskRow {
  readonly customerId: number
  readonly customerKey: string
  readonly pChurn: number
  readonly pLow: number | null
  readonly pHigh: number | null
  readonly level: 0 | 1 | 2
  readonly levelBefore: 0 | 1 | 2 | null
  readonly valueMinor: number
  readonly recencyDays: number | null
  readonly overdue: number | null
  readonly advice: ChurnMapCell['advice']
  readonly reasons: readonly ChurnReason[]
  readonly monthlyMinor: Float32Array
}

export interface RiskQuery {
  readonly runId: string
  readonly filter: ChurnFilter
  readonly sort: ChurnSort
  readonly descending: boolean
}

/** Pages of one query, loaded as they come on screen; the oldest are dropped. */
export interface RiskCache {
  readonly query: RiskQuery
  readonly totals: Pick<ChurnRiskPage, 'nMatched' | 'matchedValueMinor' | 'matchedValueAtRiskMinor'>
  readonly pages: ReadonlyMap<number, ChurnRiskPage>
}

const real = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
const levelOf = (value: number | undefined): 0 | 1 | 2 => (value === 2 ? 2 : value === 1 ? 1 : 0)

export function rowAt(cache: RiskCache, index: number): RiskRow | null {
  const page = cache.pages.get(Math.floor(index / PAGE_ROWS))
  const i = index % PAGE_ROWS
  const customerKey = page?.customerKey[i]
  if (!page || customerKey === undefined) return null
  const before = page.levelBefore[i] ?? -1
  const recency = page.recencyDays[i] ?? -1
  return {
    customerId: page.customerId[i] ?? 0,
    customerKey,
    pChurn: page.pChurn[i] ?? Number.NaN,
    pLow: real(page.pLow[i]),
    pHigh: real(page.pHigh[i]),
    level: levelOf(page.level[i]),
    levelBefore: before < 0 ? null : levelOf(before),
    valueMinor: page.valueMinor[i] ?? Number.NaN,
    recencyDays: recency < 0 ? null : recency,
    overdue: real(page.overdue[i]),
    advice: page.advice[i] ?? 'watch',
    reasons: page.reasons[i] ?? [],
    monthlyMinor: page.monthlyMinor.subarray(i * 12, i * 12 + 12),
  }
}

export function withPage(
  old: RiskCache | null,
  query: RiskQuery,
  number: number,
  page: ChurnRiskPage,
): RiskCache {
  const pages = new Map(old?.query === query ? old.pages : [])
  pages.delete(number)
  pages.set(number, page)
  const oldest = pages.keys().next().value
  if (pages.size > KEPT_PAGES && oldest !== undefined) pages.delete(oldest)
  const { nMatched, matchedValueMinor, matchedValueAtRiskMinor } = page
  return { query, totals: { nMatched, matchedValueMinor, matchedValueAtRiskMinor }, pages }
}

/** Numbers of the pages that rows `first`..`last` need and the cache has not. */
export function missingPages(cache: RiskCache, first: number, last: number): number[] {
  const numbers: number[] = []
  for (let n = Math.floor(first / PAGE_ROWS); n <= Math.floor(Math.max(first, last) / PAGE_ROWS); n++) {
    if (!cache.pages.has(n)) numbers.push(n)
  }
  return numbers
}

export const fetchPage = (client: RpcClient, query: RiskQuery, number: number): Promise<ChurnRiskPage> =>
  client.call('churn.page', { ...query, offset: number * PAGE_ROWS, limit: PAGE_ROWS })

/** Ids of every row of the query, for "select all". */
export async function fetchIds(client: RpcClient, query: RiskQuery): Promise<ReadonlySet<number>> {
  const ids = new Set<number>()
  for (let offset = 0; ; offset += IDS_AT_ONCE) {
    const page = await client.call('churn.page', { ...query, offset, limit: IDS_AT_ONCE })
    for (const id of page.customerId) ids.add(id)
    if (offset + IDS_AT_ONCE >= page.nMatched) return ids
  }
}
