import type { CustomerHistory } from '../features/history.ts'
import { aliveFinder, nCustomersOf, type AliveEvents } from './alive.ts'

/**
 * Who churned: 1 = no sign of life in the `horizonDays` days after the as-of day (asOfDay < day <= asOfDay + horizonDays),
 * 0 = at least one; entry i belongs to customers[i]. The caller sees to it that the data cover the whole window.
 * Cost: a binary search a customer.
 */
export function labelsAt(
  history: CustomerHistory,
  customers: Uint32Array,
  asOfDay: number,
  horizonDays: number,
  alive: AliveEvents,
): Uint8Array {
  const finder = aliveFinder(history, alive)
  const labels = new Uint8Array(customers.length)
  for (let i = 0; i < customers.length; i++) {
    const next = finder.nextAfter(customers[i]!, asOfDay)
    labels[i] = next === null || next > asOfDay + horizonDays ? 1 : 0
  }
  return labels
}

/** Who is asked about at a day: `activeWithinDays` = with a sign of life in so many days up to it; null = ever before. */
export interface Eligibility {
  readonly activeWithinDays: number | null
  readonly alive: AliveEvents
}

/**
 * Customers (dense indexes, ascending) whose last sign of life up to the as-of day lies within `activeWithinDays` days
 * (asOfDay - activeWithinDays < day <= asOfDay), or anywhere before. Nothing after the as-of day is read.
 * Cost: a binary search a customer.
 */
export function eligibleAt(history: CustomerHistory, asOfDay: number, eligibility: Eligibility): Uint32Array {
  const finder = aliveFinder(history, eligibility.alive)
  const oldest = eligibility.activeWithinDays === null ? -Infinity : asOfDay - eligibility.activeWithinDays
  const nCustomers = nCustomersOf(history)
  const chosen = new Uint32Array(nCustomers)
  let n = 0
  for (let customer = 0; customer < nCustomers; customer++) {
    const last = finder.lastThrough(customer, asOfDay)
    if (last !== null && last > oldest) chosen[n++] = customer
  }
  return chosen.slice(0, n)
}
