import { CELL, MARK } from './marks.ts'
import { NumberText } from './numberText.ts'

const DOT = 46
const COMMA = 44
const MINUS = 45
const PLUS = 43
const BLANK = 32
/** the next digit still fits below 2^53 */
const ROOM_FOR_DIGIT = 900_719_925_474_098

/**
 * Reads a decimal number exactly, as mantissa x 10^-scale. Results stand in properties so that nothing is allocated.
 * Trimmed cells are expected.
 */
export class DecimalReader {
  mantissa = 0
  scale = 0
  marks = 0
  isPercent = false
  readonly #decimalMark: number
  readonly #text: NumberText

  constructor(decimalMark: '.' | ',', allowUnits = false) {
    this.#decimalMark = decimalMark === '.' ? DOT : COMMA
    this.#text = new NumberText(allowUnits)
  }

  /** One of CELL: ok, empty or bad. */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.marks = 0
    this.isPercent = false
    if (start >= end) return CELL.empty
    let p = start
    const isNegative = bytes[p] === MINUS
    if (isNegative) p++
    if (end - p > 15 || p === end) return this.#readSlowly(bytes, start, end)
    let mantissa = 0
    let d = 0
    while (p < end && (d = bytes[p]! - 48) >= 0 && d <= 9) {
      mantissa = mantissa * 10 + d
      p++
    }
    let scale = 0
    if (p < end) {
      if (bytes[p] !== this.#decimalMark || end - p < 2 || p === start)
        return this.#readSlowly(bytes, start, end)
      scale = end - p - 1
      p++
      while (p < end && (d = bytes[p]! - 48) >= 0 && d <= 9) {
        mantissa = mantissa * 10 + d
        p++
      }
      if (p < end) return this.#readSlowly(bytes, start, end)
      if (this.#decimalMark === COMMA) this.marks = MARK['decimal-comma']
    }
    this.mantissa = isNegative && mantissa !== 0 ? -mantissa : mantissa
    this.scale = scale
    return CELL.ok
  }

  #readSlowly(bytes: Uint8Array, start: number, end: number): number {
    const text = this.#text
    const from = start + signBytes(bytes, start, end)
    const to = end - unitBytes(bytes, from, end)
    if (!text.read(bytes, from, to)) return CELL.bad
    this.marks = text.marks | (from > start || to < end ? MARK['currency-stripped'] : 0)
    return this.#readText(text.text, text.length, text.shift)
  }

  #readText(text: Uint8Array, length: number, shift: number): number {
    let from = 0
    let to = length
    const trim = (): void => {
      while (from < to && text[from] === BLANK) from++
      while (to > from && text[to - 1] === BLANK) to--
    }
    let isNegative = false
    let isSigned = false
    trim()
    if (text[from] === 40 && text[to - 1] === 41 && to - from > 2) {
      isNegative = true
      isSigned = true
      from++
      to--
      trim()
    }
    if (!isSigned && to > from && (text[from] === MINUS || text[from] === PLUS)) {
      isNegative = text[from] === MINUS
      isSigned = true
      from++
      trim()
    }
    if (!isSigned && to > from && (text[to - 1] === MINUS || text[to - 1] === PLUS)) {
      isNegative = text[to - 1] === MINUS
      to--
      trim()
    }
    if (to > from && text[to - 1] === 37) {
      this.isPercent = true
      to--
      trim()
    }
    if (!this.#readBody(text, from, to)) return CELL.bad
    if (isNegative && this.mantissa !== 0) this.mantissa = -this.mantissa
    this.scale += (this.isPercent ? 2 : 0) - shift
    return CELL.ok
  }

  /** Digits, groups, decimal mark, exponent; groups are of three digits (inner ones of two, as in India). */
  #readBody(text: Uint8Array, from: number, to: number): boolean {
    let mantissa = 0
    let scale = 0
    let digits = 0
    let group = 0
    let separator = 0
    let hasMark = false
    let p = from
    for (; p < to; p++) {
      const c = text[p]!
      const d = c - 48
      if (d >= 0 && d <= 9) {
        digits++
        group++
        if (mantissa <= ROOM_FOR_DIGIT) {
          mantissa = mantissa * 10 + d
          if (hasMark) scale++
        } else if (!hasMark) return false
      } else if (c === this.#decimalMark) {
        if (hasMark || (separator !== 0 && group !== 3)) return false
        hasMark = true
      } else if (c === COMMA || c === DOT || c === 39 || c === BLANK) {
        if (hasMark || (separator !== 0 && (c !== separator || group < 2))) return false
        if (group < 1 || group > 3) return false
        separator = c
        group = 0
      } else if (c === 69 && digits > 0) break
      else return false
    }
    if (digits === 0 || (separator !== 0 && !hasMark && group !== 3)) return false
    if (p < to) {
      const exponent = exponentOf(text, p + 1, to)
      if (Number.isNaN(exponent)) return false
      scale -= exponent
    }
    if (separator !== 0) this.marks |= MARK['grouping-removed']
    if (hasMark && this.#decimalMark === COMMA) this.marks |= MARK['decimal-comma']
    this.mantissa = mantissa
    this.scale = scale
    return true
  }
}

/** Length of a currency sign at the start: ￥ ¥ £ and U+20A0..U+20BF. The common ones must not cost a string. */
function signBytes(bytes: Uint8Array, start: number, end: number): number {
  const c = bytes[start]!
  if (end - start < 3 || c < 0x80) return 0
  const next = bytes[start + 1]!
  if (c === 0xc2) return next === 0xa5 || next === 0xa3 ? 2 : 0
  if (c === 0xef) return next === 0xbf && bytes[start + 2] === 0xa5 ? 3 : 0
  return c === 0xe2 && next === 0x82 && bytes[start + 2]! >= 0xa0 ? 3 : 0
}

/** Length of 元 at the end. */
function unitBytes(bytes: Uint8Array, start: number, end: number): number {
  const isYuan = bytes[end - 1] === 0x83 && bytes[end - 2] === 0x85 && bytes[end - 3] === 0xe5
  return isYuan && end - start > 3 ? 3 : 0
}

function exponentOf(text: Uint8Array, from: number, to: number): number {
  let p = from
  const isNegative = text[p] === MINUS
  if (isNegative || text[p] === PLUS) p++
  if (p >= to || to - p > 3) return Number.NaN
  let value = 0
  for (; p < to; p++) {
    const d = text[p]! - 48
    if (d < 0 || d > 9) return Number.NaN
    value = value * 10 + d
  }
  return isNegative ? -value : value
}
