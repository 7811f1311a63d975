import type { ReasonKind, ReasonSubject } from '../../contract/features.ts'
import type { CustomerSignals, SignalCount } from './signalCounts.ts'

/** A kind of sentence with its values. */
export interface Sentence {
  readonly kind: ReasonKind
  readonly values: readonly number[]
}

/** Least count before, so that a fall means something. */
const LEAST_BASE = 2
/** Least count before, so that a fall is told as a percentage. */
const LEAST_PERCENT_BASE = 5
/** Remaining share up to which a fall is worth telling. */
const FALLEN = 0.7
/** Silence of a subject in days that is worth telling. */
const SILENT_DAYS = 14
const LATE = 1.15

/** Subjects that are told as counts when they fall; the others as a percentage where the base allows. */
const TOLD_AS_COUNTS: ReadonlySet<ReasonSubject> = new Set([
  'logins',
  'visits',
  'activity',
  'checkIns',
  'orders',
])
/** Subjects of what a customer does beside buying. */
export const ENGAGEMENT: ReadonlySet<ReasonSubject> = new Set([
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

/**
 * The best sentence about a subject from the customer's raw signals, in the direction in which it weighs; null when the
 * signals hold nothing that says so. What changed against his own past goes before what merely is.
 */
export function sentenceOf(
  subject: ReasonSubject,
  isRisk: boolean,
  signals: CustomerSignals,
): Sentence | null {
  const count = signals.counts[subject]
  if (ENGAGEMENT.has(subject))
    return count === undefined ? null : isRisk ? fading(subject, count) : lively(count)
  switch (subject) {
    case 'rhythm':
      return isRisk ? late(signals) : onTime(signals)
    case 'orders':
    case 'tenure':
      return orders(isRisk, signals)
    case 'spend':
      return count !== undefined && isRisk ? spendFell(count) : null
    case 'cartRemoves':
      return count !== undefined && isRisk ? more(count) : null
    case 'coupons':
      return signals.couponShare === null ? null : { kind: 'share', values: [signals.couponShare] }
    case 'refunds':
      return signals.nRefunds > 0 && signals.refundSinceDays !== null && isRisk
        ? { kind: 'refund', values: [signals.nRefunds, signals.refundSinceDays] }
        : null
    case 'availability':
      return isRisk ? sentenceIf('unsold', signals.favouriteUnsoldDays) : null
    case 'pressure':
      return isRisk && signals.silentSinceContactDays !== null
        ? { kind: 'silentSince', values: [signals.silentSinceContactDays, signals.contactsAtSilence] }
        : null
    case 'app':
      return isRisk ? sentenceIf('uninstalled', signals.uninstalledDays) : null
    case 'contacts':
      return count === undefined ? null : contacts(isRisk, count, signals.nUnanswered)
    default:
      return null
  }
}

function sentenceIf(kind: ReasonKind, days: number | null): Sentence | null {
  return days === null ? null : { kind, values: [days] }
}

function fell(subject: ReasonSubject, before: number | null, now: number, days: number): Sentence | null {
  if (before === null || before < LEAST_BASE || now > FALLEN * before) return null
  if (TOLD_AS_COUNTS.has(subject) || before < LEAST_PERCENT_BASE)
    return { kind: 'fell', values: [before, now, days] }
  return { kind: 'fellShare', values: [1 - now / before, days] }
}

function fading(subject: ReasonSubject, count: SignalCount): Sentence | null {
  const { now30, before30, now90, before90, sinceDays } = count
  if (sinceDays === null) return { kind: 'never', values: [] }
  if (now30 === 0 && sinceDays >= SILENT_DAYS && !TOLD_AS_COUNTS.has(subject))
    return { kind: 'noneFor', values: [sinceDays] }
  const recent = fell(subject, before30, now30, 30)
  if (recent !== null) return recent
  if (sinceDays >= 30) return { kind: 'noneFor', values: [sinceDays] }
  const longer = fell(subject, before90, now90, 90)
  if (longer !== null) return longer
  if (sinceDays >= SILENT_DAYS) return { kind: 'noneFor', values: [sinceDays] }
  return now30 <= LEAST_BASE ? { kind: 'low', values: [now30, 30] } : null
}

function lively({ now30, before30 }: SignalCount): Sentence | null {
  if (now30 === 0) return null
  if (before30 !== null && before30 > 0 && now30 >= LEAST_BASE && now30 * FALLEN > before30)
    return { kind: 'rose', values: [before30, now30, 30] }
  return { kind: 'high', values: [now30, 30] }
}

function more({ now30, before30 }: SignalCount): Sentence | null {
  if (now30 === 0) return null
  if (before30 !== null && now30 > before30) return { kind: 'rose', values: [before30, now30, 30] }
  return { kind: 'high', values: [now30, 30] }
}

function late({ recencyDays, gapDays }: CustomerSignals): Sentence | null {
  if (recencyDays === null) return null
  if (gapDays !== null && gapDays > 0 && recencyDays > LATE * gapDays)
    return { kind: 'overdue', values: [recencyDays / gapDays, gapDays, recencyDays] }
  return recencyDays >= SILENT_DAYS ? { kind: 'noneFor', values: [recencyDays] } : null
}

function onTime({ recencyDays, gapDays }: CustomerSignals): Sentence | null {
  if (recencyDays === null) return null
  if (gapDays !== null && recencyDays <= gapDays) return { kind: 'onTime', values: [recencyDays, gapDays] }
  return { kind: 'recent', values: [recencyDays] }
}

function orders(isRisk: boolean, { counts, nOrders, tenureDays }: CustomerSignals): Sentence | null {
  const count = counts.orders
  if (count === undefined || tenureDays === null) return null
  if (!isRisk) return { kind: 'high', values: [nOrders, tenureDays] }
  return fell('orders', count.before90, count.now90, 90) ?? { kind: 'low', values: [nOrders, tenureDays] }
}

function spendFell({ now90, before90 }: SignalCount): Sentence | null {
  if (before90 === null || !(before90 > 0) || now90 > FALLEN * before90) return null
  return { kind: 'fellShare', values: [1 - now90 / before90, 90] }
}

function contacts(
  isRisk: boolean,
  { now30, now90, sinceDays }: SignalCount,
  nUnanswered: number,
): Sentence | null {
  if (sinceDays === null) return isRisk ? { kind: 'never', values: [] } : null
  if (isRisk && nUnanswered >= 3) return { kind: 'unanswered', values: [nUnanswered] }
  if (now30 > 0) return { kind: 'high', values: [now30, 30] }
  return now90 > 0 ? { kind: 'high', values: [now90, 90] } : { kind: 'noneFor', values: [sinceDays] }
}
