import type { ByteArena } from '../cells/byteArena.ts'

const AMPERSAND = 0x26
const SEMICOLON = 0x3b
const UNDERSCORE = 0x5f
const CR = 0x0d
const LF = 0x0a
const ENTITY_BYTES_MAX = 32
const ESCAPE_BYTES = 7
const NAMED: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 }

/**
 * Appends character data: entities decoded (unless `raw`), line ends as XML wants them, and, where `escapes`, the
 * `_xHHHH_` that spreadsheets write for characters XML cannot carry.
 */
export function appendText(
  out: ByteArena,
  bytes: Buffer,
  start: number,
  end: number,
  raw: boolean,
  escapes: boolean,
): void {
  // Nothing below writes more bytes than it consumes.
  out.reserve(end - start + 4)
  for (let at = start; at < end;) {
    const byte = bytes[at] ?? 0
    if (byte === AMPERSAND && !raw) {
      at = appendEntity(out, bytes, at, end)
    } else if (byte === UNDERSCORE && escapes) {
      at = appendEscape(out, bytes, at, end)
    } else if (byte === CR) {
      out.push(LF)
      at += bytes[at + 1] === LF && at + 1 < end ? 2 : 1
    } else {
      out.push(byte)
      at++
    }
  }
}

/** An attribute's value or other short text as a string. */
export function textOf(out: ByteArena, bytes: Buffer, start: number, end: number): string {
  const from = out.length
  appendText(out, bytes, start, end, false, false)
  const text = Buffer.from(out.bytes.buffer, from, out.length - from).toString('utf8')
  out.length = from
  return text
}

function appendEntity(out: ByteArena, bytes: Buffer, at: number, end: number): number {
  const limit = Math.min(end, at + ENTITY_BYTES_MAX)
  let close = at + 1
  while (close < limit && bytes[close] !== SEMICOLON) close++
  const codePoint = close < limit ? entityCodePoint(bytes.toString('latin1', at + 1, close)) : -1
  if (codePoint < 0) {
    out.push(AMPERSAND)
    return at + 1
  }
  out.appendCodePoint(codePoint)
  return close + 1
}

function entityCodePoint(name: string): number {
  const named = NAMED[name]
  if (named !== undefined) return named
  const match = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name)
  if (match === null) return -1
  return match[1] === undefined ? parseInt(match[2] ?? '', 10) : parseInt(match[1], 16)
}

function appendEscape(out: ByteArena, bytes: Buffer, at: number, end: number): number {
  const unit = escapeUnit(bytes, at, end)
  if (unit < 0) {
    out.push(UNDERSCORE)
    return at + 1
  }
  let codePoint = unit
  let next = at + ESCAPE_BYTES
  if (unit >= 0xd800 && unit < 0xdc00) {
    const low = escapeUnit(bytes, next, end)
    if (low >= 0xdc00 && low < 0xe000) {
      codePoint = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
      next += ESCAPE_BYTES
    }
  }
  out.appendCodePoint(codePoint)
  return next
}

function escapeUnit(bytes: Buffer, at: number, end: number): number {
  if (at + ESCAPE_BYTES > end) return -1
  if (bytes[at] !== UNDERSCORE || bytes[at + 1] !== 0x78 || bytes[at + 6] !== UNDERSCORE) return -1
  let unit = 0
  for (let i = at + 2; i < at + 6; i++) {
    const digit = hexDigit(bytes[i] ?? 0)
    if (digit < 0) return -1
    unit = unit * 16 + digit
  }
  return unit
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57
  return -1
}
