import type { BehaviourName } from '../../contract/mapping.ts'
import { ACTIVE_DAYS, kindOf, type BehaviourState } from './behaviourState.ts'
import type { ProductPopulation } from './productPopulation.ts'
import { favouriteUnsoldDays } from './favourite.ts'
import { ProductTaste } from './productTaste.ts'
import { bought, createCustomerState, did, readCustomer, type CustomerState } from './customerState.ts'
import type { CustomerHistory } from './history.ts'
import type { ReasonSubject } from '../../contract/features.ts'
import { W180, W30, W60, W90 } from './windows.ts'

/**
 * Now and before for one subject: the last 30 days and the 30 before, the last 90 and the 90 before; null where the data
 * do not reach back so far. `sinceDays`: days since the last one, null = never.
 */
export interface SignalCount {
  readonly now30: number
  readonly before30: number | null
  readonly now90: number
  readonly before90: number | null
  readonly sinceDays: number | null
}

/** What the sentences about one customer need, raw. Spend in minor units; null = unknown or none. */
export interface CustomerSignals {
  readonly counts: Readonly<Partial<Record<ReasonSubject, SignalCount>>>
  readonly recencyDays: number | null
  readonly gapDays: number | null
  readonly tenureDays: number | null
  readonly nOrders: number
  readonly couponShare: number | null
  readonly nRefunds: number
  readonly refundSinceDays: number | null
  readonly nUnanswered: number
  /** days since the shop last sold the product he buys most; null = it is sold */
  readonly favouriteUnsoldDays: number | null
  /** see `ContactState.silentSinceDays`; null = no such contact */
  readonly silentSinceContactDays: number | null
  readonly contactsAtSilence: number
  readonly uninstalledDays: number | null
}

const BEHAVIOUR_SUBJECTS: readonly (readonly [ReasonSubject, BehaviourName])[] = [
  ['logins', 'login'],
  ['visits', 'visit'],
  ['views', 'view'],
  ['newArrivals', 'viewNew'],
  ['searches', 'search'],
  ['favourites', 'favourite'],
  ['carts', 'cartAdd'],
  ['cartRemoves', 'cartRemove'],
  ['checkIns', 'checkIn'],
]

/**
 * A reader of signals at the end of a day: call it with dense customer indexes, in any order. Nothing after the day is
 * read; `products` of the population at that day tell what is no longer sold. Cost of a call: linear in the customer's events; of making it: a look at every customer's ends.
 */
export function signalReader(
  history: CustomerHistory,
  asOfDay: number,
  products: ProductPopulation | null = null,
): (customer: number) => CustomerSignals {
  const state = createCustomerState(history, asOfDay)
  if (products !== null && state.purchases !== null) state.purchases.taste = new ProductTaste(products)
  return (customer) => {
    readCustomer(state, customer)
    return signalsOf(state)
  }
}

/** The same for a single customer. */
export function signalCounts(history: CustomerHistory, customer: number, asOfDay: number): CustomerSignals {
  return signalReader(history, asOfDay)(customer)
}

function signalsOf({
  asOfDay,
  purchases,
  behaviours,
  contacts,
  uninstalledDays,
}: CustomerState): CustomerSignals {
  const counts: Partial<Record<ReasonSubject, SignalCount>> = {}
  if (purchases !== null) {
    const since = orNull(asOfDay - purchases.lastDay)
    for (const measure of ['orders', 'spend'] as const)
      counts[measure] = countOf((window) => bought(purchases, measure, window), purchases.observedDays, since)
  }
  if (behaviours !== null) {
    for (const [subject, name] of BEHAVIOUR_SUBJECTS)
      counts[subject] = behaviourCount(behaviours, kindOf(name))
    const since = orNull(asOfDay - behaviours.days.fromEnd(1))
    counts.activity = countOf(
      (window) => did(behaviours, ACTIVE_DAYS, window),
      behaviours.observedDays,
      since,
    )
  }
  if (contacts !== null)
    counts.contacts = countOf(
      (window) => contacts.sums[window]!,
      Infinity,
      orNull(asOfDay - contacts.lastDay),
    )
  const nOrders = purchases === null ? 0 : bought(purchases, 'orders')
  return {
    counts,
    recencyDays: purchases === null ? null : orNull(asOfDay - purchases.lastDay),
    gapDays: purchases === null ? null : orNull(purchases.gaps.median),
    tenureDays: purchases === null ? null : orNull(asOfDay - purchases.firstDay + 1),
    nOrders,
    couponShare: purchases === null || nOrders === 0 ? null : bought(purchases, 'couponOrders') / nOrders,
    nRefunds: purchases === null ? 0 : bought(purchases, 'refunds'),
    refundSinceDays: purchases === null ? null : orNull(asOfDay - purchases.lastRefundDay),
    nUnanswered: contacts?.nUnanswered ?? 0,
    favouriteUnsoldDays: favouriteUnsoldDays(purchases) || null,
    silentSinceContactDays: contacts?.silentSinceDays || null,
    contactsAtSilence: contacts?.nAtSilence ?? 0,
    uninstalledDays: orNull(uninstalledDays),
  }
}

function behaviourCount(behaviours: BehaviourState, kind: number): SignalCount {
  const since = orNull(behaviours.asOfDay - behaviours.lastDayOf[kind]!)
  return countOf((window) => did(behaviours, kind, window), behaviours.observedDays, since)
}

function countOf(
  within: (window: number) => number,
  observedDays: number,
  sinceDays: number | null,
): SignalCount {
  const now30 = within(W30)
  const now90 = within(W90)
  return {
    now30,
    before30: observedDays < 60 ? null : within(W60) - now30,
    now90,
    before90: observedDays < 180 ? null : within(W180) - now90,
    sinceDays,
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
