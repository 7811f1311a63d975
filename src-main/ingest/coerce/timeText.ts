import type { DateOrder } from '../../../shared/contract/mapping.ts'
import { dayOfDate } from './dayTable.ts'
import { asciiTime, timeWord, unitsToAscii } from './timeWords.ts'

const MAX_NUMBERS = 4
const LONGEST = 80
const BLANK = 32
const DOT = 46
const COLON = 58
const MINUS = 45
const PLUS = 43

/**
 * A time cut into numbers, a month's name, a clock and an offset. Knows the writings, not the calendar: the caller
 * checks that the date exists.
 */
export class TimeText {
  year = 0
  month = 0
  dayOfMonth = 0
  hasTwoDigitYear = false
  /** -1 = no clock */
  clockSeconds = -1
  /** NaN = none */
  offsetSeconds = Number.NaN
  /** digits alone, with at most a fraction: the caller decides what they count */
  isDigits = false
  /** the digits before the point as a number, and how many they are; the fraction behind it */
  wholeDigits = 0
  nDigits = 0
  fraction = 0
  /** 0000-00-00 */
  isZero = false

  readonly #order: DateOrder | undefined
  readonly #countsDigits: boolean
  readonly #value = new Float64Array(MAX_NUMBERS)
  readonly #count = new Int32Array(MAX_NUMBERS)
  readonly #separator = new Int32Array(MAX_NUMBERS)
  readonly #ascii = new Uint8Array(LONGEST)
  #numbers = 0
  #monthWord = 0
  #meridiem: 'am' | 'pm' | '' = ''

  /** `countsDigits`: digits alone are never a date but a count of something. */
  constructor(order: DateOrder | undefined, countsDigits: boolean) {
    this.#order = order
    this.#countsDigits = countsDigits
  }

  /** False when it is no time in any writing that is known. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > LONGEST) return false
    for (let p = start; p < end; p++) {
      if (bytes[p]! < 0x80) continue
      const length = unitsToAscii(bytes, start, end, this.#ascii)
      if (length >= 0) return this.#scan(this.#ascii, 0, length) && this.#interpret()
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
      const ascii = Buffer.from(asciiTime(text), 'utf8')
      return ascii.every((byte) => byte < 0x80) && this.#scan(ascii, 0, ascii.length) && this.#interpret()
    }
    return this.#scan(bytes, start, end) && this.#interpret()
  }

  #scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#numbers = 0
    this.#monthWord = 0
    this.#meridiem = ''
    this.clockSeconds = -1
    this.offsetSeconds = Number.NaN
    let separator = 0
    let p = start
    while (p < end) {
      const c = bytes[p]!
      if (c >= 48 && c <= 57) {
        const from = p
        let value = 0
        while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) value = value * 10 + bytes[p++]! - 48
        const isOffset = this.clockSeconds >= 0 && (separator === PLUS || separator === MINUS)
        if (isOffset) {
          p = this.#offset(bytes, from, p, end, separator)
          if (p < 0) return false
        } else if (bytes[p] === COLON && p < end && p - from <= 2 && this.clockSeconds <= 0) {
          // a date whose own clock only says midnight may have its clock beside it
          p = this.#clock(bytes, value, p, end)
          if (p < 0) return false
        } else {
          if (this.#numbers >= MAX_NUMBERS) return false
          this.#value[this.#numbers] = value
          this.#count[this.#numbers] = p - from
          this.#separator[this.#numbers++] = separator
        }
        separator = 0
      } else if ((c | 32) >= 97 && (c | 32) <= 122) {
        const from = p
        while (p < end && (bytes[p]! | 32) >= 97 && (bytes[p]! | 32) <= 122) p++
        if (!this.#word(bytes, from, p)) return false
        separator = 0
      } else if (c === 40 && this.clockSeconds >= 0) {
        break
      } else {
        if (c !== BLANK && c !== MINUS && c !== PLUS && c !== DOT && c !== 47 && c !== 44 && c !== COLON)
          return false
        if (separator === 0 || separator === BLANK) separator = c
        else if (c !== BLANK) return false
        if (p === start && c !== BLANK) return false
        p++
      }
    }
    return true
  }

  #word(bytes: Uint8Array, from: number, to: number): boolean {
    const word = timeWord(bytes, from, to)
    if (word === undefined) return false
    if (word.kind === 'month') {
      if (this.#monthWord > 0) return false
      this.#monthWord = word.month
    } else if (word.kind === 'am' || word.kind === 'pm') {
      this.#meridiem = word.kind
    } else if (word.kind === 'utc') {
      if (Number.isNaN(this.offsetSeconds)) this.offsetSeconds = 0
    } else if (word.kind === 'zone') {
      return this.clockSeconds >= 0
    }
    return true
  }

  /** From the colon behind the hour; where it ends, or -1. */
  #clock(bytes: Uint8Array, hour: number, at: number, end: number): number {
    let p = at + 1
    const minute = twoDigits(bytes, p, end)
    if (minute < 0 || minute > 59 || hour > 24) return -1
    p += 2
    let second = 0
    if (p < end && bytes[p] === COLON) {
      second = twoDigits(bytes, p + 1, end)
      if (second < 0 || second > 60) return -1
      p += 3
      if (
        p + 1 < end &&
        (bytes[p] === DOT || bytes[p] === 44 || bytes[p] === COLON) &&
        isDigit(bytes[p + 1]!)
      ) {
        p++
        while (p < end && isDigit(bytes[p]!)) p++
      }
    }
    if (hour === 24 && minute + second > 0) return -1
    this.clockSeconds = hour * 3600 + minute * 60 + second
    return p
  }

  /** `+0800`, `+08:00` or `+8`, the digits from `from` to `to`; where it ends, or -1. */
  #offset(bytes: Uint8Array, from: number, to: number, end: number, sign: number): number {
    let hours = 0
    for (let p = from; p < to; p++) hours = hours * 10 + bytes[p]! - 48
    let minutes = 0
    let next = to
    if (to - from === 4) {
      minutes = hours % 100
      hours = Math.floor(hours / 100)
    } else if (to - from > 2) return -1
    else if (bytes[to] === COLON && to < end) {
      minutes = twoDigits(bytes, to + 1, end)
      next = to + 3
    }
    if (hours > 15 || minutes < 0 || minutes > 59) return -1
    this.offsetSeconds = (sign === MINUS ? -1 : 1) * (hours * 3600 + minutes * 60)
    return next
  }

  #interpret(): boolean {
    const value = this.#value
    const count = this.#count
    const n = this.#numbers
    const hasClock = this.clockSeconds >= 0
    this.isDigits = false
    this.isZero = false
    this.hasTwoDigitYear = false
    if (this.#meridiem !== '' && !this.#applyMeridiem()) return false
    if (this.#monthWord > 0) return n === 2 && this.#namedMonth()
    if (n === 1 && !hasClock) return this.#digits(0)
    if (n === 1 && count[0] === 8) return this.#compactDate(value[0]!)
    if (n === 2 && !hasClock && this.#separator[1] === DOT && count[0]! >= 5) {
      return this.#digits(value[1]! / 10 ** count[1]!)
    }
    if (n === 2 && !hasClock && count[0] === 8 && (count[1] === 6 || count[1] === 4)) {
      const clock = count[1] === 6 ? value[1]! : value[1]! * 100
      return this.#compactDate(value[0]!) && this.#compactClock(clock)
    }
    return n === 3 && this.#threeNumbers()
  }

  #applyMeridiem(): boolean {
    const hour = Math.floor(this.clockSeconds / 3600)
    if (this.clockSeconds < 0) return false
    if (this.#meridiem === 'am' && hour > 12) return false
    if (this.#meridiem === 'am' && hour === 12) this.clockSeconds -= 12 * 3600
    if (this.#meridiem === 'pm' && hour < 12) this.clockSeconds += 12 * 3600
    return true
  }

  /** Digits alone: yyyymmdd, yyyyMMddHHmm[ss] and yyyyMMddHH where they make a date, else left to the caller. */
  #digits(fraction: number): boolean {
    const digits = this.#count[0]!
    const value = this.#value[0]!
    this.wholeDigits = value
    this.nDigits = digits
    this.fraction = fraction
    this.isDigits = true
    if (digits > 16) return false
    if (this.#countsDigits) return true
    if (digits === 8 && fraction === 0) {
      this.isDigits = false
      return this.#compactDate(value)
    }
    const clockUnit = digits === 14 ? 1 : digits === 12 ? 100 : digits === 10 && value > 1.9e9 ? 10_000 : 0
    if (clockUnit === 0 || fraction !== 0) return true
    const compact = value * clockUnit
    this.#compactDate(Math.floor(compact / 1e6))
    const isPlausible = dayOfDate(this.year, this.month, this.dayOfMonth) >= 0
    this.isDigits = !(isPlausible && this.#compactClock(compact % 1e6))
    return digits !== 14 || !this.isDigits
  }

  #compactDate(value: number): boolean {
    return this.#date(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100)
  }

  #compactClock(value: number): boolean {
    const hour = Math.floor(value / 10_000)
    const minute = Math.floor(value / 100) % 100
    if (hour > 23 || minute > 59 || value % 100 > 60) return false
    this.clockSeconds = hour * 3600 + minute * 60 + (value % 100)
    return true
  }

  #namedMonth(): boolean {
    const [first, second] = [this.#value[0]!, this.#value[1]!]
    return this.#count[0] === 4
      ? this.#dateOf(first, 4, this.#monthWord, second)
      : this.#dateOf(second, this.#count[1]!, this.#monthWord, first)
  }

  #threeNumbers(): boolean {
    const [a, b, c] = [this.#value[0]!, this.#value[1]!, this.#value[2]!]
    if (this.#separator[1] !== this.#separator[2] || this.#separator[1] === COLON) return false
    if (this.#count[0] === 4) return this.#dateOf(a, 4, b, c)
    if (this.#count[2] !== 4 && this.#order === 'ymd') return this.#dateOf(a, this.#count[0]!, b, c)
    const order =
      this.#order === 'dmy' || this.#order === 'mdy'
        ? this.#order
        : a > 12 || a === b
          ? 'dmy'
          : b > 12
            ? 'mdy'
            : null
    if (order === null || (this.#order === undefined && this.#count[2] !== 4)) return false
    return order === 'dmy' ? this.#dateOf(c, this.#count[2]!, b, a) : this.#dateOf(c, this.#count[2]!, a, b)
  }

  #dateOf(year: number, yearDigits: number, month: number, dayOfMonth: number): boolean {
    if (yearDigits === 4) return this.#date(year, month, dayOfMonth)
    if (yearDigits !== 2) return false
    this.hasTwoDigitYear = true
    return this.#date(year < 69 ? 2000 + year : 1900 + year, month, dayOfMonth)
  }

  #date(year: number, month: number, dayOfMonth: number): boolean {
    this.year = year
    this.month = month
    this.dayOfMonth = dayOfMonth
    this.isZero = year === 0 && month === 0 && dayOfMonth === 0
    return true
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}

function twoDigits(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end || !isDigit(bytes[at]!) || !isDigit(bytes[at + 1]!)) return -1
  return (bytes[at]! - 48) * 10 + bytes[at + 1]! - 48
}
