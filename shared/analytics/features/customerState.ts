import { BehaviourState } from './behaviourState.ts'
import { ContactState } from './contactState.ts'
import type { CustomerHistory } from './history.ts'
import { MEASURE, PurchaseState } from './purchaseState.ts'
import { N_WINDOWS, WALL } from './windows.ts'

/** One customer at the end of the as-of day, as the features read him. A missing ledger is null. */
export interface CustomerState {
  readonly asOfDay: number
  readonly purchases: PurchaseState | null
  readonly behaviours: BehaviourState | null
  readonly contacts: ContactState | null
  readonly uninstalledDay: Int32Array | null
  /** mean days between order days of all chosen customers up to the as-of day; NaN without gaps */
  shopGapDays: number
  /** days since the customer removed the app; NaN = he did not, or nothing is known */
  uninstalledDays: number
}

/** A feature's value when the ledger is missing. */
export function ofPurchases(read: (purchases: PurchaseState) => number): (state: CustomerState) => number {
  return ({ purchases }) => (purchases === null ? NaN : read(purchases))
}

/** Likewise, missing also for a customer without any order. */
export function ofBuyers(read: (purchases: PurchaseState) => number): (state: CustomerState) => number {
  return ({ purchases }) => (purchases === null || purchases.days.n === 0 ? NaN : read(purchases))
}

/** Likewise for behaviours. */
export function ofBehaviours(read: (behaviours: BehaviourState) => number): (state: CustomerState) => number {
  return ({ behaviours }) => (behaviours === null ? NaN : read(behaviours))
}

/** What a customer bought in a window (0 .. N_WINDOWS - 1) by a measure of `MEASURE`. */
export function bought(
  purchases: PurchaseState,
  measure: keyof typeof MEASURE,
  window: number = WALL,
): number {
  return purchases.sums[MEASURE[measure] * N_WINDOWS + window]!
}

/** What a customer did in a window by a kind or measure of `BehaviourState.sums`. */
export function did(behaviours: BehaviourState, measure: number, window: number = WALL): number {
  return behaviours.sums[measure * N_WINDOWS + window]!
}

/** A state for one as-of day, to be filled by `readCustomer`. Cost: some arrays, and a look at every customer's ends. */
export function createCustomerState(history: CustomerHistory, asOfDay: number): CustomerState {
  const { purchases, behaviours, contacts, eventNames } = history
  return {
    asOfDay,
    purchases: purchases.nEvents === 0 ? null : new PurchaseState(purchases, asOfDay),
    behaviours: behaviours === null ? null : new BehaviourState(behaviours, eventNames, asOfDay),
    contacts: contacts === null ? null : new ContactState(contacts, asOfDay),
    shopGapDays: NaN,
    uninstalledDays: NaN,
    uninstalledDay: history.uninstalledDay ?? null,
  }
}

/** The later of two days of which either may be NaN. */
const latest = (one: number, other: number): number => (Number.isNaN(one) || other > one ? other : one)

/** Fills a state with one customer. Cost: linear in his entries up to the as-of day. */
export function readCustomer(state: CustomerState, customer: number): void {
  const { purchases, behaviours, contacts } = state
  purchases?.read(customer)
  const lastOrderDay = purchases === null ? NaN : purchases.lastDay
  behaviours?.read(customer, lastOrderDay)
  const lastActiveDay = behaviours === null ? NaN : behaviours.days.fromEnd(1)
  contacts?.read(customer, lastOrderDay, latest(lastOrderDay, lastActiveDay))
  const removedDay = state.uninstalledDay?.[customer] ?? NaN
  state.uninstalledDays = removedDay <= state.asOfDay ? state.asOfDay - removedDay : NaN
}
