import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'

export const PAGE_ROWS = 200
const KEPT_PAGES = 12

/** Pages of one question, loaded as they come on screen; the oldest are dropped. `head` is the page that came last. */
export interface PagedRows<Page> {
  readonly key: string
  readonly head: Page
  readonly pages: ReadonlyMap<number, Page>
}

/** The page that holds a row, and the row's place in it; null while it is not there. */
export function pageAt<Page>(rows: PagedRows<Page>, index: number): { page: Page; i: number } | null {
  const page = rows.pages.get(Math.floor(index / PAGE_ROWS))
  return page === undefined ? null : { page, i: index % PAGE_ROWS }
}

export function withPage<Page>(
  rows: PagedRows<Page> | null,
  key: string,
  number: number,
  page: Page,
): PagedRows<Page> {
  const pages = new Map(rows?.key === key ? rows.pages : [])
  pages.set(number, page)
  const oldest = pages.keys().next().value
  if (pages.size > KEPT_PAGES && oldest !== undefined) pages.delete(oldest)
  return { key, head: page, pages }
}

/**
 * The pages of a question, and a way to ask for those on screen. The old rows stay until new ones come; answers to an
 * older question are dropped. `ask` changes only with `key`.
 */
export function usePagedRows<Page>(key: string, ask: (offset: number, limit: number) => Promise<Page>) {
  const [rows, setRows] = useState<PagedRows<Page> | null>(null)
  const [failure, setFailure] = useState<AppErrorData | null>(null)
  const asked = useRef(new Set<string>())
  const wanted = useRef(key)
  useEffect(() => {
    wanted.current = key
  }, [key])

  const load = useCallback(
    (number: number) => {
      const id = `${key}#${number}`
      if (asked.current.has(id)) return
      asked.current.add(id)
      ask(number * PAGE_ROWS, PAGE_ROWS)
        .then(
          (page) => {
            if (wanted.current !== key) return
            setFailure(null)
            setRows((old) => withPage(old, key, number, page))
          },
          (thrown: unknown) => {
            if (wanted.current === key) setFailure(AppError.from(thrown).toData())
          },
        )
        .finally(() => asked.current.delete(id))
    },
    [key, ask],
  )
  useEffect(() => load(0), [load])
  const onRange = useCallback(
    (first: number, last: number) => {
      if (rows?.key !== key) return
      for (let n = Math.floor(first / PAGE_ROWS); n <= Math.floor(Math.max(first, last) / PAGE_ROWS); n++) {
        if (!rows.pages.has(n)) load(n)
      }
    },
    [rows, key, load],
  )
  const retry = useCallback(() => load(0), [load])
  return { rows, failure, retry, onRange }
}
