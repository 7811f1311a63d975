/**
 * How a date is written. `form` numeric: three numbers whose order must be settled (first and second are kept);
 * ymd: the year first; named: the month as a word.
 */
export interface DateShape {
  readonly form: 'iso' | 'ymd' | 'compact' | 'numeric' | 'named'
  readonly first: number
  readonly second: number
  /** numeric with a two-digit last number: the year may stand first */
  readonly shortYear: boolean
}

const CLOCK = String.raw`(?:(?:[ T]+|,\s*|日\s*)(?:上午|下午)?\s*(\d{1,2})[:.时](\d{1,2})(?:[:.分]\d{1,2}(?:[.,]\d{1,9})?秒?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s*\(?[A-Z]{2,4}\)?)?)?`
const YEAR_FIRST = new RegExp(String.raw`^\[?(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?${CLOCK}\]?$`, 'i')
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${CLOCK}$`, 'i')
const DAY_MONTH_NAME = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s/.]+([a-z]{3,9})\.?,?[-\s/.]+'?(\d{2,4})${CLOCK}$`,
  'i',
)
const MONTH_NAME_DAY = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?(?:,|\s|-)+\s*(?:[\d:]+\s+(?:[A-Z+-][\w:+-]*\s+)?)?(\d{4}|\d{2})${CLOCK}$`,
  'i',
)
const MONTHS = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i

/** The shape of a date with or without a time, or null when the text is none. Impossible days are no dates. */
export function dateShape(text: string): DateShape | null {
  if (text.length < 6 || text.length > 45) return null
  if (/^\d+$/.test(text)) return compact(text)
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) {
    const month = Number(yearFirst[3])
    const day = Number(yearFirst[4])
    if (!isYear(Number(yearFirst[1])) || !isMonth(month) || !isDay(day)) return null
    return { form: yearFirst[2] === '-' ? 'iso' : 'ymd', first: month, second: day, shortYear: false }
  }
  const numeric = NUMERIC.exec(text)
  if (numeric) {
    const first = Number(numeric[1])
    const second = Number(numeric[3])
    const shortYear = numeric[4]?.length === 2
    if (!shortYear && !isYear(Number(numeric[4]))) return null
    const fits = (isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second))
    const yearLeads = shortYear && isMonth(second) && isDay(Number(numeric[4]))
    return fits || yearLeads ? { form: 'numeric', first, second, shortYear } : null
  }
  const dayFirst = DAY_MONTH_NAME.exec(text)
  if (dayFirst && MONTHS.test(dayFirst[2] ?? '') && isDay(Number(dayFirst[1])))
    return named(Number(dayFirst[1]))
  const nameFirst = MONTH_NAME_DAY.exec(text)
  if (nameFirst && MONTHS.test(nameFirst[1] ?? '') && isDay(Number(nameFirst[2])))
    return named(Number(nameFirst[2]))
  return null
}

function named(day: number): DateShape {
  return { form: 'named', first: day, second: 0, shortYear: false }
}

/** yyyymmdd, with or without HHmm or HHmmss. */
function compact(text: string): DateShape | null {
  if (text.length !== 8 && text.length !== 12 && text.length !== 14) return null
  const month = Number(text.slice(4, 6))
  const day = Number(text.slice(6, 8))
  if (!isYear(Number(text.slice(0, 4))) || !isMonth(month) || !isDay(day)) return null
  if (text.length > 8 && (Number(text.slice(8, 10)) > 23 || Number(text.slice(10, 12)) > 59)) return null
  return { form: 'compact', first: month, second: day, shortYear: false }
}

function isYear(year: number): boolean {
  return year >= 1900 && year <= 2199
}

function isMonth(month: number): boolean {
  return month >= 1 && month <= 12
}

function isDay(day: number): boolean {
  return day >= 1 && day <= 31
}
