import { civilFromDay, dayFromCivil } from '../../../shared/contract/calendar.ts'

export const FIRST_YEAR = 1970
export const LAST_YEAR = 2100

const NO_DAY = -1
const DAYS = new Int32Array((LAST_YEAR - FIRST_YEAR + 1) * 12 * 31).fill(NO_DAY)
for (let day = 0, last = dayFromCivil(LAST_YEAR, 12, 31); day <= last; day++) {
  const { year, month, dayOfMonth } = civilFromDay(day)
  DAYS[((year - FIRST_YEAR) * 12 + month - 1) * 31 + dayOfMonth - 1] = day
}

/** Day number of a date of 1970..2100, -1 when there is no such date; arguments are integers. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return NO_DAY
  if (year < FIRST_YEAR || year > LAST_YEAR) return NO_DAY
  return DAYS[((year - FIRST_YEAR) * 12 + month - 1) * 31 + dayOfMonth - 1]!
}

/** Whether a date exists in the calendar, of whatever year. */
export function isRealDate(year: number, month: number, dayOfMonth: number): boolean {
  if (month < 1 || month > 12 || dayOfMonth < 1) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return dayOfMonth <= length
}
