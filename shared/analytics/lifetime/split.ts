import { isoFromDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { LifetimeParams } from '../../contract/lifetime.ts'
import { groupHistories, type Groups } from './groups.ts'
import { historiesAt, type Histories } from './histories.ts'
import type { OrderDays } from './orderDays.ts'
import { MIN_REPEAT_CUSTOMERS } from './pActiveColumn.ts'

/** shorter histories are not split by themselves */
const MIN_SPLIT_DAYS = 42
const MAX_HOLDOUT_DAYS = 365

/** The histories that a run stands on. */
export interface Split {
  readonly firstDay: number
  readonly asOfDay: number
  /** at the as-of day */
  readonly whole: Histories
  /** at the calibration end; the same as `whole` without a holdout */
  readonly calibration: Histories
  readonly isSplit: boolean
}

/**
 * Who is looked at and where the history is cut. A proposed cut leaves the last third for the holdout, at most a year, and
 * none when less than six weeks are there or fewer than 30 customers had repeated by it. Fails with `no-data`, and with
 * `as-of-invalid` for days before the first purchase. Cost: two passes over the order days.
 */
export function splitHistory(days: OrderDays, params: LifetimeParams): Split {
  if (days.lastDay < days.firstDay) throw new AppError('no-data')
  const asOfDay = params.asOfDay ?? days.lastDay
  const from = params.acquiredFromDay
  const at = (day: number, chosen: Uint32Array | null): Histories => {
    const histories = historiesAt(days, day, chosen)
    if (histories.nCustomers > 0) return histories
    throw new AppError('as-of-invalid', {
      asOf: isoFromDay(day),
      firstDay: isoFromDay(Math.max(days.firstDay, from ?? days.firstDay)),
      lastDay: isoFromDay(days.lastDay),
    })
  }
  const chosen =
    from === null
      ? null
      : historiesAt(days, asOfDay).customer.filter((c) => days.day[days.offsets[c]!]! >= from)
  const whole = at(asOfDay, chosen)
  let firstDay = asOfDay
  for (const age of whole.ageDays) firstDay = Math.min(firstDay, asOfDay - age)
  const unsplit: Split = { firstDay, asOfDay, whole, calibration: whole, isSplit: false }
  const asked = params.calibrationEndDay
  if (asked !== null) {
    return asked >= asOfDay ? unsplit : { ...unsplit, calibration: at(asked, chosen), isSplit: true }
  }
  const span = asOfDay - firstDay + 1
  if (span < MIN_SPLIT_DAYS) return unsplit
  const calibration = at(asOfDay - Math.min(MAX_HOLDOUT_DAYS, Math.floor(span / 3)), chosen)
  const isEnough = nRepeaters(calibration) >= MIN_REPEAT_CUSTOMERS
  return isEnough ? { ...unsplit, calibration, isSplit: true } : unsplit
}

/** The customers of histories as groups. */
export function groupsOf({ frequency, recencyDays, ageDays }: Histories): Groups {
  return groupHistories(frequency, recencyDays, ageDays)
}

/** Customers with an order day after the first. */
export function nRepeaters({ frequency }: Histories): number {
  let n = 0
  for (const x of frequency) if (x > 0) n++
  return n
}

/** Throws `lifetime-all-one-time` when nobody repeated, `lifetime-too-few-repeats` below 30 who did. */
export function needRepeats(histories: Histories): void {
  const repeatCustomers = nRepeaters(histories)
  const customers = histories.nCustomers
  if (repeatCustomers === 0) throw new AppError('lifetime-all-one-time', { customers })
  if (repeatCustomers < MIN_REPEAT_CUSTOMERS) {
    throw new AppError('lifetime-too-few-repeats', {
      repeatCustomers,
      needed: MIN_REPEAT_CUSTOMERS,
      until: isoFromDay(histories.asOfDay),
    })
  }
}
