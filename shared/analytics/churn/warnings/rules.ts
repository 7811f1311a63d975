import {
  ACTIVE_DAYS,
  kindOf,
  LOGIN_DAYS,
  VISIT_DAYS,
  type BehaviourState,
} from '../../features/behaviourState.ts'
import { bought, did, type CustomerState } from '../../features/customerState.ts'
import { W180, W30, W60, W90 } from '../../features/windows.ts'
import type { BehaviourName } from '../../../contract/mapping.ts'

/** The single signals. The first three are the classic ones; the last two need purchases only. */
export const SIGNALS = ['loginsFell', 'cartAddsFell', 'newArrivalsStopped', 'overdue', 'spendFell'] as const
/** One of the single signals. */
export type Signal = (typeof SIGNALS)[number]

/** Signals and the combinations of the three classic ones. */
export const WARNINGS = [...SIGNALS, 'twoOfThree', 'allThree'] as const
/** One of them. */
export type Warning = (typeof WARNINGS)[number]

/**
 * Thresholds; counts are of the last 30 days ("now") and of the 30 before ("before"), spend of 90 and 90.
 * `loginsFell`: at least `baseDays` login days before, at most `mostDays` and at most `mostShare` of them now.
 * `cartAddsFell`, `spendFell`: at least `base` (cart adds; orders) before, fallen by at least the share `fall`.
 * `newArrivalsStopped`: at least `base` new-arrival views before, none now.
 * `overdue`: at least `leastGaps` own gaps, silent for more than `times` their median.
 */
export interface WarningRules {
  readonly loginsFell: { readonly baseDays: number; readonly mostDays: number; readonly mostShare: number }
  readonly cartAddsFell: { readonly base: number; readonly fall: number }
  readonly newArrivalsStopped: { readonly base: number }
  readonly overdue: { readonly leastGaps: number; readonly times: number }
  readonly spendFell: { readonly base: number; readonly fall: number }
}

/** The classic thresholds: logins from about daily (20 of 30 days) to weekly or less (5 of 30). */
export const CLASSIC_RULES: WarningRules = {
  loginsFell: { baseDays: 20, mostDays: 5, mostShare: 1 },
  cartAddsFell: { base: 3, fall: 0.7 },
  newArrivalsStopped: { base: 2 },
  overdue: { leastGaps: 2, times: 2 },
  spendFell: { base: 2, fall: 0.7 },
}

/** The same signals for shops where nobody comes daily: logins down to a quarter, from at least 4 days. */
export const RELATIVE_RULES: WarningRules = {
  ...CLASSIC_RULES,
  loginsFell: { baseDays: 4, mostDays: 30, mostShare: 0.25 },
  cartAddsFell: { base: 2, fall: 0.7 },
}

const CART = kindOf('cartAdd')
const NEW = kindOf('viewNew')
const VIEW = kindOf('view')

/** Which behaviour stands in for a missing one: logins by visits, then any activity; new arrivals by views. */
export interface WarningSources {
  /** measure of login days, null without behaviours */
  readonly logins: number | null
  readonly cartAdds: number | null
  readonly newArrivals: number | null
  readonly hasPurchases: boolean
}

/** The sources for the behaviours that a history holds. */
export function warningSources(present: ReadonlySet<BehaviourName>, hasPurchases: boolean): WarningSources {
  return {
    logins: present.has('login')
      ? LOGIN_DAYS
      : present.has('visit')
        ? VISIT_DAYS
        : present.size > 0
          ? ACTIVE_DAYS
          : null,
    cartAdds: present.has('cartAdd') ? CART : null,
    newArrivals: present.has('viewNew') ? NEW : present.has('view') ? VIEW : null,
    hasPurchases,
  }
}

/** Whether a signal can fire at all on these sources. */
export function isSignalSupported(signal: Signal, sources: WarningSources): boolean {
  switch (signal) {
    case 'loginsFell':
      return sources.logins !== null
    case 'cartAddsFell':
      return sources.cartAdds !== null
    case 'newArrivalsStopped':
      return sources.newArrivals !== null
    case 'overdue':
    case 'spendFell':
      return sources.hasPurchases
  }
}

/** Bit of a warning in the answer of `firedWarnings`. */
export function warningBit(warning: Warning): number {
  return 1 << WARNINGS.indexOf(warning)
}

/**
 * The warnings that fire for a customer, as bits. A window that the data do not cover (60 days of behaviours, 180 of
 * purchases) fires nothing. Cost: a few comparisons.
 */
export function firedWarnings(state: CustomerState, rules: WarningRules, sources: WarningSources): number {
  const { behaviours, purchases } = state
  let bits = 0
  let nClassic = 0
  if (behaviours !== null && behaviours.observedDays >= 60) {
    const logins = sources.logins !== null && loginsFell(behaviours, sources.logins, rules)
    const carts = sources.cartAdds !== null && cartAddsFell(behaviours, sources.cartAdds, rules)
    const arrivals = sources.newArrivals !== null && stopped(behaviours, sources.newArrivals, rules)
    if (logins) bits |= warningBit('loginsFell')
    if (carts) bits |= warningBit('cartAddsFell')
    if (arrivals) bits |= warningBit('newArrivalsStopped')
    nClassic = Number(logins) + Number(carts) + Number(arrivals)
  }
  if (nClassic >= 2) bits |= warningBit('twoOfThree')
  if (nClassic === 3) bits |= warningBit('allThree')
  if (purchases !== null && purchases.days.n > 0) {
    const silence = purchases.asOfDay - purchases.lastDay
    const { leastGaps, times } = rules.overdue
    if (purchases.gaps.n >= leastGaps && silence > times * purchases.gaps.median)
      bits |= warningBit('overdue')
    const { base, fall } = rules.spendFell
    const now = bought(purchases, 'spend', W90)
    const before = bought(purchases, 'spend', W180) - now
    const ordersBefore = bought(purchases, 'orders', W180) - bought(purchases, 'orders', W90)
    if (purchases.observedDays >= 180 && ordersBefore >= base && before > 0 && now <= (1 - fall) * before)
      bits |= warningBit('spendFell')
  }
  return bits
}

function nowAndBefore(behaviours: BehaviourState, measure: number): [now: number, before: number] {
  const now = did(behaviours, measure, W30)
  return [now, did(behaviours, measure, W60) - now]
}

function loginsFell(
  behaviours: BehaviourState,
  measure: number,
  { loginsFell: rule }: WarningRules,
): boolean {
  const [now, before] = nowAndBefore(behaviours, measure)
  return before >= rule.baseDays && now <= rule.mostDays && now <= rule.mostShare * before
}

function cartAddsFell(
  behaviours: BehaviourState,
  measure: number,
  { cartAddsFell: rule }: WarningRules,
): boolean {
  const [now, before] = nowAndBefore(behaviours, measure)
  return before >= rule.base && now <= (1 - rule.fall) * before + 1e-9
}

function stopped(
  behaviours: BehaviourState,
  measure: number,
  { newArrivalsStopped: rule }: WarningRules,
): boolean {
  const [now, before] = nowAndBefore(behaviours, measure)
  return before >= rule.base && now === 0
}
