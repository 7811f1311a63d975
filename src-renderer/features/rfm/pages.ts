import type { RfmFilter, RfmPage, RfmSort } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'

export const PAGE_ROWS = 200
const KEPT_PAGES = 12

/** One customer of the table, read out of a page's columns. */
export interface CustomerRow {
  readonly customerId: number
  readonly customerKey: string
  readonly segment: number
  readonly segmentBefore: number
  readonly recencyDays: number
  readonly frequency: number
  readonly monetaryMinor: number
  readonly scores: readonly [number, number, number]
  readonly gapDays: number
  readonly overdue: number
  readonly monthlyMinor: Float32Array
}

export interface PageQuery {
  readonly runId: string
  readonly filter: RfmFilter
  readonly sort: RfmSort
  readonly descending: boolean
}

/** Pages of one query, loaded as they come on screen; the oldest are dropped. */
export interface PageCache {
  readonly query: PageQuery
  /** -1 until the first page is there */
  readonly nMatched: number
  readonly matchedRevenueMinor: number
  readonly pages: ReadonlyMap<number, RfmPage>
}

export const emptyCache = (query: PageQuery): PageCache => ({
  query,
  nMatched: -1,
  matchedRevenueMinor: 0,
  pages: new Map(),
})

export function rowAt(cache: PageCache, index: number): CustomerRow | null {
  const page = cache.pages.get(Math.floor(index / PAGE_ROWS))
  if (!page) return null
  const i = index % PAGE_ROWS
  const key = page.customerKey[i]
  if (key === undefined) return null
  return {
    customerId: page.customerId[i] ?? 0,
    customerKey: key,
    segment: page.segment[i] ?? -1,
    segmentBefore: page.segmentBefore[i] ?? -1,
    recencyDays: page.recencyDays[i] ?? Number.NaN,
    frequency: page.frequency[i] ?? Number.NaN,
    monetaryMinor: page.monetaryMinor[i] ?? Number.NaN,
    scores: [page.rScore[i] ?? 0, page.fScore[i] ?? 0, page.mScore[i] ?? 0],
    gapDays: page.gapDays[i] ?? Number.NaN,
    overdue: page.overdue[i] ?? Number.NaN,
    monthlyMinor: page.monthlyMinor.subarray(i * 12, i * 12 + 12),
  }
}

export function withPage(cache: PageCache, number: number, page: RfmPage): PageCache {
  const pages = new Map(cache.pages)
  pages.delete(number)
  pages.set(number, page)
  const oldest = pages.keys().next().value
  if (pages.size > KEPT_PAGES && oldest !== undefined) pages.delete(oldest)
  return { ...cache, pages, nMatched: page.nMatched, matchedRevenueMinor: page.matchedRevenueMinor }
}

/** Numbers of the pages that rows `first`..`last` need and the cache has not. */
export function missingPages(cache: PageCache, first: number, last: number): number[] {
  const numbers: number[] = []
  for (
    let number = Math.floor(first / PAGE_ROWS);
    number <= Math.floor(Math.max(first, last) / PAGE_ROWS);
    number++
  ) {
    if (!cache.pages.has(number)) numbers.push(number)
  }
  return numbers
}

export function fetchPage(client: RpcClient, query: PageQuery, number: number): Promise<RfmPage> {
  return client.call('rfm.page', { ...query, offset: number * PAGE_ROWS, limit: PAGE_ROWS })
}

const IDS_AT_ONCE = 1000

/** Ids of every row of the query, for "select all". */
export async function fetchIds(client: RpcClient, query: PageQuery): Promise<ReadonlySet<number>> {
  const ids = new Set<number>()
  for (let offset = 0; ; offset += IDS_AT_ONCE) {
    const page = await client.call('rfm.page', { ...query, offset, limit: IDS_AT_ONCE })
    for (const id of page.customerId) ids.add(id)
    if (offset + IDS_AT_ONCE >= page.nMatched) return ids
  }
}
