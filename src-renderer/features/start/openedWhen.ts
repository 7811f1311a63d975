import { dayFromCivil } from '../../../shared/contract/calendar.ts'

const localDay = (ms: number): number => {
  const date = new Date(ms)
  return dayFromCivil(date.getFullYear(), date.getMonth() + 1, date.getDate())
}

export type OpenedWhen =
  | { readonly kind: 'today' }
  | { readonly kind: 'yesterday' }
  | { readonly kind: 'day'; readonly day: number; readonly thisYear: boolean }

/** When a project was opened last, on this computer's own calendar. */
export function openedWhen(openedAtMs: number, nowMs: number): OpenedWhen {
  const day = localDay(openedAtMs)
  const ago = localDay(nowMs) - day
  if (ago === 0) return { kind: 'today' }
  if (ago === 1) return { kind: 'yesterday' }
  return { kind: 'day', day, thisYear: new Date(openedAtMs).getFullYear() === new Date(nowMs).getFullYear() }
}
