import type { DateOrder } from '../../../shared/contract/mapping.ts'
import { dayOfDate, FIRST_YEAR, isRealDate, LAST_YEAR } from './dayTable.ts'
import { CELL, MARK } from './marks.ts'
import { TimeText } from './timeText.ts'
import { ZoneClock } from './zoneClock.ts'

/** How digits alone are read as a time: `auto` goes by their number (8 yyyymmdd, 10 unix seconds, 13 unix ms ...). */
export type TimeReading = 'auto' | 'serial' | 'unix-seconds' | 'unix-ms'

const DAY = 86_400
const FIRST_SECOND = 0
const END_SECOND = (dayOfDate(LAST_YEAR, 12, 31) + 1) * DAY
/** 1899-12-30, the day 0 of spreadsheet serials, as a day number */
const SERIAL_ZERO_DAY = -25_569
const COLON = 58
const BLANK = 32

/**
 * Reads times into wall-clock seconds of the shop's zone. Plain ISO dates and times go a fast way over the bytes,
 * everything else is cut into numbers and words first. Results stand in properties; trimmed cells are expected.
 */
export class TimeReader {
  /** wall-clock seconds since 1970-01-01T00:00 */
  seconds = 0
  marks = 0
  hasClock = true
  readonly #digits: TimeReading
  readonly #text: TimeText
  readonly #timeZone: string
  #zone: ZoneClock | null = null

  constructor(dateOrder: DateOrder | undefined, timeZone: string, digits: TimeReading = 'auto') {
    this.#digits = digits
    this.#text = new TimeText(dateOrder, digits !== 'auto')
    this.#timeZone = timeZone
  }

  /** One of CELL. */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.marks = 0
    this.hasClock = true
    const length = end - start
    if (length <= 0) return CELL.empty
    if (length === 19 || length === 16 || length === 10) {
      const separator = bytes[start + 4]!
      if ((separator === 45 || separator === 47) && bytes[start + 7] === separator) {
        const seconds = this.#iso(bytes, start, length)
        if (seconds >= 0) {
          this.seconds = seconds
          return CELL.ok
        }
      }
    }
    return this.#readSlowly(bytes, start, end)
  }

  /** `yyyy-MM-dd[ HH:mm[:ss]]`, -1 when it is not quite that. */
  #iso(bytes: Uint8Array, at: number, length: number): number {
    const year = two(bytes, at) * 100 + two(bytes, at + 2)
    const day = dayOfDate(year, two(bytes, at + 5), two(bytes, at + 8))
    if (day < 0) return -1
    if (length === 10) {
      this.hasClock = false
      this.marks = MARK['time-without-clock']
      return day * DAY
    }
    const gap = bytes[at + 10]
    if ((gap !== BLANK && gap !== 84) || bytes[at + 13] !== COLON) return -1
    const hour = two(bytes, at + 11)
    const minute = two(bytes, at + 14)
    if (!(hour < 24 && minute < 60)) return -1
    if (length === 16) return day * DAY + hour * 3600 + minute * 60
    const second = two(bytes, at + 17)
    if (bytes[at + 16] !== COLON || !(second < 60)) return -1
    return day * DAY + hour * 3600 + minute * 60 + second
  }

  #readSlowly(bytes: Uint8Array, start: number, end: number): number {
    const text = this.#text
    if (!text.read(bytes, start, end)) return CELL.bad
    if (text.isDigits) return this.#readDigits(text.wholeDigits, text.nDigits, text.fraction)
    if (text.isZero) return CELL.empty
    if (!isRealDate(text.year, text.month, text.dayOfMonth)) return CELL.bad
    if (text.year < FIRST_YEAR || text.year > LAST_YEAR) return CELL.outOfRange
    if (text.hasTwoDigitYear) this.marks |= MARK['two-digit-year']
    const seconds = dayOfDate(text.year, text.month, text.dayOfMonth) * DAY + Math.max(0, text.clockSeconds)
    if (text.clockSeconds < 0) {
      this.hasClock = false
      this.marks |= MARK['time-without-clock']
    } else if (!Number.isNaN(text.offsetSeconds)) {
      this.marks |= MARK['time-from-offset']
      return this.#accept(this.#toLocal(seconds - text.offsetSeconds))
    }
    return this.#accept(seconds)
  }

  #readDigits(whole: number, nDigits: number, fraction: number): number {
    const reading = this.#digits === 'auto' ? readingOf(nDigits) : this.#digits
    if (reading === 'serial') {
      const serial = whole + fraction
      if (serial >= 100_000 || serial < 1) return CELL.outOfRange
      this.marks |= MARK['time-from-serial']
      if (fraction === 0) {
        this.hasClock = false
        this.marks |= MARK['time-without-clock']
      }
      return this.#accept(Math.round((serial + SERIAL_ZERO_DAY) * DAY))
    }
    if (reading === null) return CELL.bad
    this.marks |= MARK['time-from-unix']
    const seconds = Math.floor(
      reading === 'unix-ms' ? whole / 1000 : reading === 'unix-us' ? whole / 1e6 : whole,
    )
    if (seconds < FIRST_SECOND || seconds >= END_SECOND) return CELL.outOfRange
    return this.#accept(this.#toLocal(seconds))
  }

  /** Most files need no zone, and asking the platform for one takes milliseconds. */
  #toLocal(utcSeconds: number): number {
    this.#zone ??= new ZoneClock(this.#timeZone)
    return this.#zone.toLocal(utcSeconds)
  }

  #accept(seconds: number): number {
    if (!(seconds >= FIRST_SECOND && seconds < END_SECOND)) return CELL.outOfRange
    this.seconds = seconds
    return CELL.ok
  }
}

function readingOf(nDigits: number): 'unix-seconds' | 'unix-ms' | 'unix-us' | null {
  if (nDigits === 9 || nDigits === 10) return 'unix-seconds'
  if (nDigits === 12 || nDigits === 13) return 'unix-ms'
  return nDigits === 16 ? 'unix-us' : null
}

/** Two digits as a number; something above 99 when they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 10_000
}
