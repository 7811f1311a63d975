import { LOOPBACK } from '../../shared/rpc/loopback.ts'

/** What the address carried when the page was opened. */
export interface Entrance {
  token: string | null
  ticket: string | null
}

/**
 * Taken when this module is loaded, before any router looks at the address: what is secret leaves the address at once, so
 * that it is not in the history, a bookmark or a screenshot.
 */
export const entrance: Entrance = { token: takeOut(LOOPBACK.tokenKey), ticket: takeOut(LOOPBACK.ticketKey) }

function takeOut(key: string): string | null {
  if (typeof location === 'undefined') return null
  const fragment = new URLSearchParams(location.hash.slice(1))
  const value = fragment.get(key)
  if (value === null) return null
  fragment.delete(key)
  const rest = fragment.toString()
  history.replaceState(null, '', `${location.pathname}${location.search}${rest === '' ? '' : `#${rest}`}`)
  return value
}
