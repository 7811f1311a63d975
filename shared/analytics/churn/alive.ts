import { LEDGER_FLAG } from '../ledger/ledger.ts'
import { endThrough, entriesFrom, spanOf, type CustomerHistory } from '../features/history.ts'

/** Which events count as a sign of life: orders, behaviours by name, or both. */
export interface AliveEvents {
  readonly purchases: boolean
  readonly events: readonly string[]
}

/** Orders only: the usual definition for a shop. */
export const ORDERS_ONLY: AliveEvents = { purchases: true, events: [] }

const MISSING = 2_147_483_647

/** Finds signs of life of single customers. Days are shop-calendar days; where there is none the answer is null. */
export interface AliveFinder {
  /** the first one after `day` */
  nextAfter(customer: number, day: number): number | null
  /** the last one on or before `day` */
  lastThrough(customer: number, day: number): number | null
  /** calls `visit` for each distinct day, ascending */
  forEachDay(customer: number, visit: (day: number) => void): void
}

/** A finder over a history. Cost of a question: binary search and the entries up to the answer. */
export function aliveFinder(history: CustomerHistory, alive: AliveEvents): AliveFinder {
  const { purchases, behaviours } = history
  const wanted = new Set(alive.events)
  const isAlive = new Uint8Array(65_536)
  history.eventNames.forEach((name, id) => {
    if (wanted.has(name) && id < isAlive.length) isAlive[id] = 1
  })
  const actions = behaviours !== null && wanted.size > 0 ? behaviours : null

  const isOrder = (i: number): boolean => (purchases.flags[i]! & LEDGER_FLAG.positive) !== 0

  function nextAfter(customer: number, day: number): number | null {
    let next = MISSING
    if (alive.purchases) {
      const end = purchases.offsets[customer + 1] ?? purchases.nEvents
      let i = endThrough(purchases, customer, day)
      while (i < end && !isOrder(i)) i++
      if (i < end) next = purchases.day[i]!
    }
    if (actions !== null) {
      const end = actions.offsets[customer + 1] ?? actions.nEvents
      let i = endThrough(actions, customer, day)
      while (i < end && isAlive[actions.event[i]!] === 0) i++
      if (i < end && actions.day[i]! < next) next = actions.day[i]!
    }
    return next === MISSING ? null : next
  }

  function lastThrough(customer: number, day: number): number | null {
    let last = -MISSING
    if (alive.purchases) {
      const from = entriesFrom(purchases, customer)
      let i = endThrough(purchases, customer, day) - 1
      while (i >= from && !isOrder(i)) i--
      if (i >= from) last = purchases.day[i]!
    }
    if (actions !== null) {
      const from = entriesFrom(actions, customer)
      let i = endThrough(actions, customer, day) - 1
      while (i >= from && isAlive[actions.event[i]!] === 0) i--
      if (i >= from && actions.day[i]! > last) last = actions.day[i]!
    }
    return last === -MISSING ? null : last
  }

  function forEachDay(customer: number, visit: (day: number) => void): void {
    for (let day = nextAfter(customer, -MISSING); day !== null; day = nextAfter(customer, day)) visit(day)
  }

  return { nextAfter, lastThrough, forEachDay }
}

/** Customers of a history: as many as the largest of its ledgers has. */
export function nCustomersOf({ purchases, behaviours, contacts }: CustomerHistory): number {
  return Math.max(purchases.nCustomers, behaviours?.nCustomers ?? 0, contacts?.nCustomers ?? 0)
}

/**
 * First and last day that the ledgers of the signs of life cover. When purchases and behaviours both count, both must cover
 * a day: the later first and the earlier last day. Null without events.
 * Cost: one look at both ends of every customer.
 */
export function coveredDays(
  history: CustomerHistory,
  alive: AliveEvents,
): { firstDay: number; lastDay: number } | null {
  const orders = alive.purchases ? spanOf(history.purchases) : null
  const actions = alive.events.length > 0 ? spanOf(history.behaviours) : null
  if (orders === null || actions === null) return orders ?? actions
  return {
    firstDay: Math.max(orders.firstDay, actions.firstDay),
    lastDay: Math.min(orders.lastDay, actions.lastDay),
  }
}
