import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { fetchIds, fetchPage, missingPages, withPage, type RiskCache, type RiskQuery } from './riskPages.ts'

/** The pages of a query, and a way to ask for those that rows on screen need. The old rows stay until new ones come. */
export function useRiskPages(client: RpcClient, query: RiskQuery) {
  const key = JSON.stringify(query)
  const stable = useMemo(() => JSON.parse(key) as RiskQuery, [key])
  const [cache, setCache] = useState<RiskCache | null>(null)
  const [failure, setFailure] = useState<AppErrorData | null>(null)
  const asked = useRef(new Set<string>())
  const wanted = useRef(stable)
  useEffect(() => {
    wanted.current = stable
  }, [stable])

  const load = useCallback(
    (number: number) => {
      const id = `${key}#${number}`
      if (asked.current.has(id)) return
      asked.current.add(id)
      fetchPage(client, stable, number)
        .then(
          (page) => {
            if (wanted.current !== stable) return
            setFailure(null)
            setCache((old) => withPage(old, stable, number, page))
          },
          (thrown: unknown) => {
            if (wanted.current === stable) setFailure(AppError.from(thrown).toData())
          },
        )
        .finally(() => asked.current.delete(id))
    },
    [client, stable, key],
  )
  useEffect(() => load(0), [load])

  const onRange = useCallback(
    (first: number, last: number) => {
      if (!cache || cache.query !== stable) return
      for (const number of missingPages(cache, first, last)) load(number)
    },
    [cache, stable, load],
  )
  const retry = useCallback(() => load(0), [load])
  /** ids of all rows that match; null when the question changed meanwhile */
  const allIds = useCallback(async () => {
    const ids = await fetchIds(client, stable)
    return wanted.current === stable ? ids : null
  }, [client, stable])
  return { cache, failure, retry, allIds, onRange }
}
