import type { ByteArena } from './byteArena.ts'

const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const SIGNIFICANT_DIGITS = 15
/** Beyond this a plain decimal would be longer than any reader expects; the exponent form stays. */
const PLAIN_EXPONENT_MAX = 40
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, i) => 10 ** i)

/**
 * Appends a cell's number as its digits. Plain integers stay exactly as written, whatever their length (ids);
 * decimals are shown with the 15 significant digits that spreadsheets keep, so 0.30000000000000004 is 0.3; exponents
 * are written out. What is no number is appended as it is.
 */
export function appendDecimal(out: ByteArena, bytes: Uint8Array, start: number, end: number): void {
  if (isShortDecimal(bytes, start, end)) {
    out.append(bytes, start, end)
    return
  }
  const text = asciiText(bytes, start, end)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) out.append(bytes, start, end)
  else out.appendAscii(plainDecimal(value))
}

/** A plain integer, or a decimal of at most 15 significant digits without trailing zeros. */
function isShortDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let at = bytes[start] === MINUS ? start + 1 : start
  const first = at
  while (at < end && isDigit(bytes[at])) at++
  if (at === first) return false
  if (at === end) return true
  if (bytes[at] !== POINT || at + 1 === end) return false
  const integerDigits = at - first
  for (at++; at < end; at++) if (!isDigit(bytes[at])) return false
  return integerDigits + (end - first - integerDigits - 1) <= SIGNIFICANT_DIGITS && bytes[end - 1] !== ZERO
}

/** At most 15 significant digits, no exponent up to 40 places, no trailing zeros, no minus zero. */
export function plainDecimal(value: number): string {
  const shown = Number(value.toPrecision(SIGNIFICANT_DIGITS))
  const rounded = Number.isFinite(shown) ? shown : value
  if (rounded === 0) return '0'
  const [mantissa = '', exponentText = '0'] = rounded.toExponential().split('e')
  const exponent = Number(exponentText)
  if (Math.abs(exponent) > PLAIN_EXPONENT_MAX) return String(rounded)
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace('-', '').replace('.', '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0')
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}

/** The number that plain decimal text stands for; NaN when it is none. Exact as `Number`, without a string. */
export function decimalValue(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === MINUS ? start + 1 : start
  const negative = at > start
  let mantissa = 0
  let digits = 0
  let decimals = 0
  let point = false
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === POINT && !point) {
      point = true
    } else if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO)
      digits++
      if (point) decimals++
    } else {
      return slowValue(bytes, start, end)
    }
  }
  // Up to 15 digits and 10^22 both operands are exact, so the one division rounds correctly.
  if (digits === 0 || digits > 15) return slowValue(bytes, start, end)
  const value = mantissa / (POWERS_OF_TEN[decimals] ?? 1)
  return negative ? -value : value
}

function slowValue(bytes: Uint8Array, start: number, end: number): number {
  const text = asciiText(bytes, start, end)
  return text === '' ? NaN : Number(text)
}

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('latin1')
    .trim()
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}
