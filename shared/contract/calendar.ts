/**
 * Days and local time. A `day` is the number of days since 1970-01-01 in the shop's own calendar; `timeSeconds` is
 * seconds since 1970-01-01T00:00 on the shop's wall clock (so `day = floor(timeSeconds / 86400)`), never UTC.
 */
export const SECONDS_PER_DAY = 86_400

/** Day number of a proleptic Gregorian date; month 1-12. No validation. Source: Hinnant, "days_from_civil". */
export function dayFromCivil(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The civil date of a day number; month 1-12. Source: Hinnant, "civil_from_days". */
export function civilFromDay(day: number): { year: number; month: number; dayOfMonth: number } {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  }
}

/** `yyyy-MM-dd` of a day number. */
export function isoFromDay(day: number): string {
  const { year, month, dayOfMonth } = civilFromDay(day)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** Day number of `yyyy-MM-dd`, or null when the text is not a real date. */
export function dayFromIso(iso: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!match) return null
  const day = dayFromCivil(Number(match[1]), Number(match[2]), Number(match[3]))
  return isoFromDay(day) === iso ? day : null
}

/** Day number of a moment (milliseconds since the epoch) on this computer's own calendar. */
export function localDay(ms: number): number {
  return Math.floor((ms / 60_000 - new Date(ms).getTimezoneOffset()) / 1_440)
}
