import { civilFromDay, SECONDS_PER_DAY } from '../../../shared/contract/calendar.ts'
import type { ByteArena } from '../cells/byteArena.ts'
import type { NumberStyle } from './numberFormats.ts'

const MS_PER_DAY = SECONDS_PER_DAY * 1000
/** Serial 1 is 1900-01-01, but serial 60 is a 29 February that 1900 did not have (1 March here): from 61 on the base is a day earlier. */
const DAY_OF_SERIAL_0 = -25_569
const DAY_OF_SERIAL_0_BEFORE_LEAP = -25_568
const PHANTOM_LEAP_SERIAL = 60
const DAY_OF_SERIAL_0_1904 = -24_107
/** 9999-12-31, the last day a spreadsheet can show */
const LAST_DAY = 2_932_896

/**
 * Appends a date serial as `yyyy-MM-dd`, `yyyy-MM-dd HH:mm:ss[.SSS]` or, below one day in a clock format, `HH:mm:ss`.
 * False, and nothing appended, when the number is no date.
 */
export function appendSerial(out: ByteArena, serial: number, style: NumberStyle, date1904: boolean): boolean {
  if (!(serial >= 0)) return false
  let whole = Math.floor(serial)
  let ms = Math.round((serial - whole) * MS_PER_DAY)
  if (ms === MS_PER_DAY) {
    whole++
    ms = 0
  }
  const day = dayOfSerial(whole, date1904)
  if (day > LAST_DAY) return false
  if (whole === 0 && (!date1904 || !style.showsDate)) {
    if (!style.showsTime) return false
    appendClock(out, ms)
    return true
  }
  appendDay(out, day)
  if (ms !== 0 || style.showsTime) {
    out.reserve(1)
    out.push(0x20)
    appendClock(out, ms)
  }
  return true
}

function dayOfSerial(whole: number, date1904: boolean): number {
  if (date1904) return whole + DAY_OF_SERIAL_0_1904
  return whole + (whole <= PHANTOM_LEAP_SERIAL ? DAY_OF_SERIAL_0_BEFORE_LEAP : DAY_OF_SERIAL_0)
}

function appendDay(out: ByteArena, day: number): void {
  const { year, month, dayOfMonth } = civilFromDay(day)
  out.reserve(10)
  appendPair(out, Math.floor(year / 100))
  appendPair(out, year % 100)
  out.push(0x2d)
  appendPair(out, month)
  out.push(0x2d)
  appendPair(out, dayOfMonth)
}

function appendClock(out: ByteArena, ms: number): void {
  const seconds = Math.floor(ms / 1000)
  out.reserve(12)
  appendPair(out, Math.floor(seconds / 3600))
  out.push(0x3a)
  appendPair(out, Math.floor(seconds / 60) % 60)
  out.push(0x3a)
  appendPair(out, seconds % 60)
  const rest = ms % 1000
  if (rest === 0) return
  out.push(0x2e)
  out.push(0x30 + Math.floor(rest / 100))
  appendPair(out, rest % 100)
}

function appendPair(out: ByteArena, value: number): void {
  out.push(0x30 + Math.floor(value / 10))
  out.push(0x30 + (value % 10))
}
