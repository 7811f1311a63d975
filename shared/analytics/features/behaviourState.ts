import { BEHAVIOUR_NAMES } from '../../contract/mapping.ts'
import type { BehaviourLedger } from '../ledger/ledger.ts'
import { weekdayOf } from './calendarTable.ts'
import { DayList, GapStatistics } from './gapStatistics.ts'
import { endThrough, entriesFrom, spanOf } from './history.ts'
import { cumulate, N_WINDOWS, windowOf } from './windows.ts'
import { Variety } from './variety.ts'

/** Kinds of behaviour: the canonical ones by position, and behind them all others as one. */
export const N_KINDS = BEHAVIOUR_NAMES.length + 1
/** Number of the kind of all other events. */
export const KIND_OTHER = BEHAVIOUR_NAMES.length
/** Measures of `BehaviourState.sums` behind the kinds: events of any kind, days with any, with a login, with a visit. */
export const EVENTS = N_KINDS
/** Days with an event of any kind. */
export const ACTIVE_DAYS = N_KINDS + 1
/** Days with a login. */
export const LOGIN_DAYS = N_KINDS + 2
/** Days with a visit. */
export const VISIT_DAYS = N_KINDS + 3
const N_MEASURES = N_KINDS + 4
const N_WEEKS = 8
const UNKNOWN_MINUTE = 65_535

/** Number of a canonical behaviour. */
export function kindOf(name: (typeof BEHAVIOUR_NAMES)[number]): number {
  return BEHAVIOUR_NAMES.indexOf(name)
}

const LOGIN = kindOf('login')
const VISIT = kindOf('visit')
const VIEW = kindOf('view')
const VIEW_NEW = kindOf('viewNew')

/** Kind by event id. Ids beyond the dictionary are others. */
export function kindsOf(eventNames: readonly string[]): Uint8Array {
  const kinds = new Uint8Array(65_536).fill(KIND_OTHER)
  eventNames.forEach((name, id) => {
    const at = (BEHAVIOUR_NAMES as readonly string[]).indexOf(name)
    if (at >= 0 && id < kinds.length) kinds[id] = at
  })
  return kinds
}

/** What one customer had done by the end of the as-of day, refilled for every customer. */
export class BehaviourState {
  readonly asOfDay: number
  readonly observedDays: number
  readonly sums = new Float64Array(N_MEASURES * N_WINDOWS)
  readonly lastDayOf = new Float64Array(N_KINDS)
  /** events by kind on days after the last order's day; all events when there is no order */
  readonly sinceOrder = new Float64Array(N_KINDS)
  readonly days = new DayList()
  readonly gaps = new GapStatistics()
  /** days with an event in the k-th week before the as-of day, 0 = the latest */
  readonly weeks = new Float64Array(N_WEEKS)
  readonly viewed: Variety
  readonly viewedCategories: Variety
  readonly weekdays = new Float64Array(7)
  readonly hours = new Float64Array(24)
  nClocked = 0

  private readonly ledger: BehaviourLedger
  private readonly kinds: Uint8Array

  constructor(ledger: BehaviourLedger, eventNames: readonly string[], asOfDay: number) {
    this.ledger = ledger
    this.asOfDay = asOfDay
    this.observedDays = asOfDay - (spanOf(ledger)?.firstDay ?? Infinity) + 1
    this.kinds = kindsOf(eventNames)
    this.viewed = new Variety(ledger.product)
    this.viewedCategories = new Variety(ledger.category)
  }

  private clear(): void {
    this.sums.fill(0)
    this.lastDayOf.fill(NaN)
    this.sinceOrder.fill(0)
    this.days.clear()
    this.weeks.fill(0)
    this.viewed.clear()
    this.viewedCategories.clear()
    this.weekdays.fill(0)
    this.hours.fill(0)
    this.nClocked = 0
  }

  /** Reads a customer; `lastOrderDay` may be NaN. Cost: linear in the entries up to the as-of day. */
  read(customer: number, lastOrderDay: number): void {
    this.clear()
    const { ledger, asOfDay, sums, kinds, lastDayOf } = this
    const { day: dayOf, event, minute, product, category } = ledger
    const end = endThrough(ledger, customer, asOfDay)
    for (let i = entriesFrom(ledger, customer); i < end; i++) {
      const day = dayOf[i]!
      const age = asOfDay - day
      const window = windowOf(age)
      const kind = kinds[event[i]!]!
      add(sums, kind, window)
      add(sums, EVENTS, window)
      if (this.days.add(day)) {
        add(sums, ACTIVE_DAYS, window)
        bump(this.weekdays, weekdayOf(day))
        if (age < N_WEEKS * 7) bump(this.weeks, Math.floor(age / 7))
      }
      if (kind === LOGIN && lastDayOf[LOGIN] !== day) add(sums, LOGIN_DAYS, window)
      else if (kind === VISIT && lastDayOf[VISIT] !== day) add(sums, VISIT_DAYS, window)
      else if (kind === VIEW || kind === VIEW_NEW) {
        this.viewed.note(product[i]!, age)
        this.viewedCategories.note(category[i]!, age)
      }
      lastDayOf[kind] = day
      if (!(day <= lastOrderDay)) bump(this.sinceOrder, kind)
      const clock = minute[i] ?? UNKNOWN_MINUTE
      if (clock !== UNKNOWN_MINUTE) {
        bump(this.hours, Math.floor(clock / 60))
        this.nClocked++
      }
    }
    cumulate(sums)
    this.gaps.read(this.days, asOfDay)
  }

  /** Longest run of days without any event that ends within 90 days, the present one included; at most 90. */
  longestSilence(): number {
    const { days, asOfDay } = this
    let next = asOfDay + 1
    let longest = 0
    for (let i = days.n - 1; i >= 0 && next > asOfDay - 89; i--) {
      longest = Math.max(longest, Math.min(next - days.day[i]! - 1, 90))
      next = days.day[i]!
    }
    return days.n === 0 ? NaN : longest
  }

  /** Slope of active days a week over the last 8 weeks, per week; NaN when none of them has any. */
  weeklySlope(): number {
    let sum = 0
    let product = 0
    for (let k = 0; k < N_WEEKS; k++) {
      sum += this.weeks[k]!
      product += (3.5 - k) * this.weeks[k]!
    }
    return sum > 0 ? product / 42 : NaN
  }
}

function add(sums: Float64Array, measure: number, window: number): void {
  const at = measure * N_WINDOWS + window
  sums[at] = sums[at]! + 1
}

function bump(counts: Float64Array, at: number): void {
  counts[at] = counts[at]! + 1
}
