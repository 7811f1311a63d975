import {
  ACTIVE_DAYS,
  kindOf,
  LOGIN_DAYS,
  VISIT_DAYS,
  type BehaviourState,
} from '../../features/behaviourState.ts'
import { bought, did, type CustomerState } from '../../features/customerState.ts'
import type { PurchaseState } from '../../features/purchaseState.ts'
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

/** Bit of a warning in `WarningBits`. */
export function warningBit(warning: Warning): number {
  return 1 << WARNINGS.indexOf(warning)
}

/** Warnings as bits: those that could fire (the base is there) and, of these, those that do. */
export interface WarningBits {
  armed: number
  fired: number
}

/**
 * Judges a customer by the rules, into `out`. A warning is armed when its base is there and the data cover its windows (60
 * days of behaviours, 180 of purchases for spend); a combination when enough of its signals are. Cost: a few comparisons.
 */
export function judgeWarnings(
  state: CustomerState,
  rules: WarningRules,
  sources: WarningSources,
  out: WarningBits,
): WarningBits {
  out.armed = out.fired = 0
  const { behaviours, purchases } = state
  if (behaviours !== null && behaviours.observedDays >= 60) judgeBehaviours(behaviours, rules, sources, out)
  if (purchases !== null && purchases.days.n > 0) judgePurchases(purchases, rules, out)
  return out
}

function note(out: WarningBits, warning: Warning, isArmed: boolean, isFired: boolean): void {
  if (!isArmed) return
  out.armed |= warningBit(warning)
  if (isFired) out.fired |= warningBit(warning)
}

const CLASSIC_BITS = warningBit('loginsFell') | warningBit('cartAddsFell') | warningBit('newArrivalsStopped')

function judgeBehaviours(
  behaviours: BehaviourState,
  rules: WarningRules,
  sources: WarningSources,
  out: WarningBits,
): void {
  const { loginsFell, cartAddsFell, newArrivalsStopped } = rules
  if (sources.logins !== null) {
    const [now, before] = nowAndBefore(behaviours, sources.logins)
    const isWeekly = now <= loginsFell.mostDays && now <= loginsFell.mostShare * before
    note(out, 'loginsFell', before >= loginsFell.baseDays, isWeekly)
  }
  if (sources.cartAdds !== null) {
    const [now, before] = nowAndBefore(behaviours, sources.cartAdds)
    note(out, 'cartAddsFell', before >= cartAddsFell.base, now <= (1 - cartAddsFell.fall) * before + 1e-9)
  }
  if (sources.newArrivals !== null) {
    const [now, before] = nowAndBefore(behaviours, sources.newArrivals)
    note(out, 'newArrivalsStopped', before >= newArrivalsStopped.base, now === 0)
  }
  const nArmed = bitCount(out.armed & CLASSIC_BITS)
  const nFired = bitCount(out.fired & CLASSIC_BITS)
  note(out, 'twoOfThree', nArmed >= 2, nFired >= 2)
  note(out, 'allThree', nArmed === 3, nFired === 3)
}

function judgePurchases(
  purchases: PurchaseState,
  { overdue, spendFell }: WarningRules,
  out: WarningBits,
): void {
  const silence = purchases.asOfDay - purchases.lastDay
  note(out, 'overdue', purchases.gaps.n >= overdue.leastGaps, silence > overdue.times * purchases.gaps.median)
  const now = bought(purchases, 'spend', W90)
  const before = bought(purchases, 'spend', W180) - now
  const ordersBefore = bought(purchases, 'orders', W180) - bought(purchases, 'orders', W90)
  const isArmed = purchases.observedDays >= 180 && ordersBefore >= spendFell.base && before > 0
  note(out, 'spendFell', isArmed, now <= (1 - spendFell.fall) * before + 1e-9)
}

function nowAndBefore(behaviours: BehaviourState, measure: number): [now: number, before: number] {
  const now = did(behaviours, measure, W30)
  return [now, did(behaviours, measure, W60) - now]
}

function bitCount(bits: number): number {
  let n = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++
  return n
}
