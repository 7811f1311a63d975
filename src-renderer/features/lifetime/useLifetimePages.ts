import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { PAGE_ROWS, withPage, type LifetimeCache, type LifetimeQuery } from './pages.ts'

/** The pages of a query, and a way to ask for those on screen. The old rows stay until new ones come. */
export function useLifetimePages(client: RpcClient, query: LifetimeQuery) {
  const key = JSON.stringify(query)
  const stable = useMemo(() => JSON.parse(key) as LifetimeQuery, [key])
  const [cache, setCache] = useState<LifetimeCache | null>(null)
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
      const { search, ...rest } = stable
      client
        .call('lifetime.page', {
          ...rest,
          filter: search === '' ? {} : { search },
          offset: number * PAGE_ROWS,
          limit: PAGE_ROWS,
        })
        .then(
          (page) => {
            if (wanted.current !== key) return
            setFailure(null)
            setCache((old) => withPage(old, key, number, page))
          },
          (thrown: unknown) => {
            if (wanted.current === key) setFailure(AppError.from(thrown).toData())
          },
        )
        .finally(() => asked.current.delete(id))
    },
    [client, stable, key],
  )
  useEffect(() => load(0), [load])
  const onRange = useCallback(
    (first: number, last: number) => {
      if (cache?.key !== key) return
      for (let n = Math.floor(first / PAGE_ROWS); n <= Math.floor(Math.max(first, last) / PAGE_ROWS); n++) {
        if (!cache.pages.has(n)) load(n)
      }
    },
    [cache, key, load],
  )
  const retry = useCallback(() => load(0), [load])
  return { cache, failure, retry, onRange }
}
