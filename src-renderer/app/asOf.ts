import { civilFromDay, dayFromCivil } from '../../shared/contract/calendar.ts'
import { asOfDayOf, setAsOfDay, useSession } from './session.ts'

/** The same day of another month, or that month's last day. */
export function addMonths(day: number, months: number): number {
  const { year, month, dayOfMonth } = civilFromDay(day)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = (index % 12) + 1
  const nextMonth = index + 1
  const length =
    dayFromCivil(Math.floor(nextMonth / 12), (nextMonth % 12) + 1, 1) - dayFromCivil(toYear, toMonth, 1)
  return dayFromCivil(toYear, toMonth, Math.min(dayOfMonth, length))
}

export function stepAsOf(by: { readonly days?: number; readonly months?: number }): void {
  const day = asOfDayOf(useSession.getState())
  if (day === null) return
  setAsOfDay(addMonths(day + (by.days ?? 0), by.months ?? 0))
}
