import type { BehaviourLedger, ContactLedger, PurchaseLedger } from '../ledger/ledger.ts'

/**
 * All that is known of the customers' past. `eventNames` and `channelNames` are the project's dictionaries: the index is
 * the id that the ledgers hold, '' stands at 0. Event names are canonical (`BEHAVIOUR_NAMES`) or `other:<text>`.
 */
export interface CustomerHistory {
  readonly purchases: PurchaseLedger
  readonly behaviours: BehaviourLedger | null
  readonly contacts: ContactLedger | null
  readonly eventNames: readonly string[]
  readonly channelNames: readonly string[]
  /** by dense customer index: the day on which he removed the app, `NOT_UNINSTALLED` = never; absent = unknown for all */
  readonly uninstalledDay?: Int32Array
}

/** A day after all days. */
export const NOT_UNINSTALLED = 2 ** 31 - 1

/** What every ledger has. */
export interface DatedLedger {
  readonly nCustomers: number
  readonly nEvents: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
}

/** First and last day of any event of a ledger; null without events. Cost: one look at both ends of every customer. */
export function spanOf(ledger: DatedLedger | null): { firstDay: number; lastDay: number } | null {
  if (ledger === null || ledger.nEvents === 0) return null
  const { nCustomers, offsets, day } = ledger
  let firstDay = Infinity
  let lastDay = -Infinity
  for (let c = 0; c < nCustomers; c++) {
    const from = offsets[c]!
    const end = offsets[c + 1]!
    if (from === end) continue
    if (day[from]! < firstDay) firstDay = day[from]!
    if (day[end - 1]! > lastDay) lastDay = day[end - 1]!
  }
  return { firstDay, lastDay }
}

/** First entry of a customer; the ledger's length for a customer that it does not know. */
export function entriesFrom(ledger: DatedLedger, customer: number): number {
  return ledger.offsets[customer] ?? ledger.nEvents
}

/** End (exclusive) of a customer's entries on days up to and including `day`. Cost: binary search. */
export function endThrough(ledger: DatedLedger, customer: number, day: number): number {
  let low = entriesFrom(ledger, customer)
  let high = ledger.offsets[customer + 1] ?? ledger.nEvents
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ledger.day[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}
