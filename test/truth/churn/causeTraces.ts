import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import { endThrough, entriesFrom, type CustomerHistory } from '../../../shared/analytics/features/history.ts'
import type { ChurnReason, ReasonKind, ReasonSubject } from '../../../shared/contract/features.ts'
import type { TrueCustomer } from './judgedShop.ts'

/**
 * What a planted cause leaves in a shop's exports, and which reasons say so. The causes and how they show stand in
 * resources/sample/README.md; a cause that leaves nothing but silence is told by telling the silence.
 *
 * | cause       | trace in the data                                     | reasons that express it                          |
 * | ----------- | ----------------------------------------------------- | ------------------------------------------------ |
 * | competitor  | visits, new arrivals, favourites, carts fade;         | an engagement that fell or stopped, cart removes |
 * |             | removals rise                                         | that rose                                        |
 * | noHabit     | visits fade; one or few orders                        | an engagement that fell or stopped, few orders,  |
 * |             |                                                       | short tenure                                     |
 * | badDelivery | a refund within 30 days around the parcel, if any;    | refunds; without a refund as fading or silence   |
 * |             | a third fade                                          |                                                  |
 * | couponOnly  | coupon orders only, few of them                       | coupon share, few orders                         |
 * | annoyed     | contacts just before, none answered since, app gone   | contacts, silence since one, app removed         |
 * | outOfStock  | the product he usually buys is no longer sold         | what he buys most is unsold; silence: no         |
 * | lifeChange  | silence from one day to the next                      | overdue, no orders, no visits or other activity  |
 */
export type Trace = 'fading' | 'fewOrders' | 'refund' | 'coupons' | 'contacts' | 'product' | 'silence'

const ENGAGEMENT: ReadonlySet<ReasonSubject> = new Set([
  'logins',
  'visits',
  'views',
  'newArrivals',
  'searches',
  'favourites',
  'carts',
  'checkIns',
  'activity',
])
const LESS: ReadonlySet<ReasonKind> = new Set(['fell', 'fellShare', 'noneFor', 'low'])
const REFUND_DAYS = 45

/** Traces of a customer's planted cause; any of them will do. */
export function tracesOf(customer: TrueCustomer, index: number, history: CustomerHistory): readonly Trace[] {
  switch (customer.cause) {
    case 'competitor':
      return ['fading']
    case 'noHabit':
      return ['fading', 'fewOrders']
    case 'couponOnly':
      return ['coupons', 'fewOrders']
    case 'annoyed':
      return ['contacts']
    case 'outOfStock':
      return ['product']
    case 'badDelivery':
      return hasRefund(history, index, (customer.fadeFromDay ?? 0) - REFUND_DAYS) ? ['refund'] : ['silence']
    default:
      return ['silence']
  }
}

/** Whether one of the reasons tells one of the traces. */
export function isTold(traces: readonly Trace[], reasons: readonly ChurnReason[]): boolean {
  return reasons.some((reason) => reason.weight > 0 && traces.some((trace) => tells(reason, trace)))
}

function tells({ subject, kind, feature }: ChurnReason, trace: Trace): boolean {
  const isFading = ENGAGEMENT.has(subject) && LESS.has(kind)
  switch (trace) {
    case 'fading':
      return isFading || (subject === 'cartRemoves' && kind === 'rose')
    case 'fewOrders':
      return (subject === 'orders' || subject === 'tenure') && (kind === 'low' || feature.key === 'isOneTime')
    case 'refund':
      return subject === 'refunds' && kind === 'refund'
    case 'coupons':
      return subject === 'coupons'
    case 'contacts':
      return (subject === 'contacts' && kind !== 'never') || subject === 'pressure' || subject === 'app'
    case 'product':
      return kind === 'unsold'
    case 'silence':
      return isFading || subject === 'rhythm' || (subject === 'orders' && LESS.has(kind))
  }
}

function hasRefund({ purchases }: CustomerHistory, customer: number, fromDay: number): boolean {
  const end = endThrough(purchases, customer, Infinity)
  for (let i = entriesFrom(purchases, customer); i < end; i++) {
    const flags = purchases.flags[i]!
    const isDated = (flags & LEDGER_FLAG.undatedRefund) === 0
    if ((flags & LEDGER_FLAG.refund) !== 0 && isDated && purchases.day[i]! >= fromDay) return true
  }
  return false
}
