import type { LifetimeEconomics, LifetimePage, LifetimeSort } from '../../../shared/contract/lifetime.ts'

export const PAGE_ROWS = 200
const KEPT_PAGES = 12

/** One customer of the table, read out of a page's columns. */
export interface LifetimeRow {
  readonly customerId: number
  readonly customerKey: string
  readonly frequency: number
  readonly sinceLastDays: number
  readonly pActive: number
  readonly expectedPurchases: number
  readonly expectedSpendMinor: number
  readonly valueMinor: number
}

export interface LifetimeQuery {
  readonly runId: string
  readonly economics: LifetimeEconomics
  readonly search: string
  readonly sort: LifetimeSort
  readonly descending: boolean
}

/** Pages of one query, loaded as they come on screen; the oldest are dropped. */
export interface LifetimeCache {
  readonly key: string
  readonly nMatched: number
  readonly matchedValueMinor: number
  readonly pages: ReadonlyMap<number, LifetimePage>
}

export function rowAt(cache: LifetimeCache, index: number): LifetimeRow | null {
  const page = cache.pages.get(Math.floor(index / PAGE_ROWS))
  const i = index % PAGE_ROWS
  const customerKey = page?.customerKey[i]
  if (!page || customerKey === undefined) return null
  return {
    customerId: page.customerId[i] ?? 0,
    customerKey,
    frequency: page.frequency[i] ?? Number.NaN,
    sinceLastDays: (page.ageDays[i] ?? Number.NaN) - (page.recencyDays[i] ?? Number.NaN),
    pActive: page.pActive[i] ?? Number.NaN,
    expectedPurchases: page.expectedPurchases[i] ?? Number.NaN,
    expectedSpendMinor: page.expectedSpendMinor[i] ?? Number.NaN,
    valueMinor: page.valueMinor[i] ?? Number.NaN,
  }
}

export function withPage(
  cache: LifetimeCache | null,
  key: string,
  number: number,
  page: LifetimePage,
): LifetimeCache {
  const pages = new Map(cache?.key === key ? cache.pages : [])
  pages.set(number, page)
  const oldest = pages.keys().next().value
  if (pages.size > KEPT_PAGES && oldest !== undefined) pages.delete(oldest)
  return { key, pages, nMatched: page.nMatched, matchedValueMinor: page.matchedValueMinor }
}
