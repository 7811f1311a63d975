import { create } from 'zustand'
import type { ChurnFilter, ChurnSort } from '../../../shared/contract/churnRisks.ts'

interface RiskState {
  readonly filter: ChurnFilter
  readonly sort: { readonly key: ChurnSort; readonly descending: boolean }
}

/** What the list shows; kept while other screens are open. */
export const useRisk = create<RiskState>(() => ({
  filter: {},
  sort: { key: 'valueAtRisk', descending: true },
}))

const set = useRisk.setState

export const filterBy = (filter: ChurnFilter): void => set({ filter })
export const sortBy = (sort: RiskState['sort']): void => set({ sort })

type ListKey = 'levels' | 'valueTiers' | 'advice'
type ListItem<K extends ListKey> = NonNullable<ChurnFilter[K]>[number]

/** Adds or takes away an entry of one of the lists; an empty list is no filter. */
export function toggled<K extends ListKey>(filter: ChurnFilter, key: K, item: ListItem<K>): ChurnFilter {
  const list: readonly unknown[] = filter[key] ?? []
  const next = list.includes(item) ? list.filter((one) => one !== item) : [...list, item]
  const { [key]: _gone, ...rest } = filter
  return next.length === 0 ? rest : { ...rest, [key]: next }
}

/** Sets or takes away one of the switches. */
export function switched(filter: ChurnFilter, key: 'newlyHigh' | 'recentOnly', on: boolean): ChurnFilter {
  const { [key]: _gone, ...rest } = filter
  return on ? { ...rest, [key]: true } : rest
}

/** The filter that a link carries: `#/risk?level=2&tier=2`. Null when it carries none. */
export function filterOf(params: Readonly<Record<string, string>>): ChurnFilter | null {
  const cell = (text: string | undefined) =>
    text !== undefined && /^[012]$/.test(text) ? [Number(text)] : null
  const levels = cell(params['level'])
  const valueTiers = cell(params['tier'])
  if (!levels && !valueTiers) return null
  return { ...(levels && { levels }), ...(valueTiers && { valueTiers }) }
}
