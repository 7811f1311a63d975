import type { ByteArena } from '../cells/byteArena.ts'

const BACKSLASH = 0x5c
const SIMPLE: ReadonlyMap<number, number> = new Map([
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0x2f, 0x2f],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
])

/** Appends the inside of a JSON string, escapes decoded; false at an escape that JSON does not have. */
export function appendJsonString(out: ByteArena, bytes: Uint8Array, start: number, end: number): boolean {
  let from = start
  for (let at = start; at < end; at++) {
    if (bytes[at] !== BACKSLASH) continue
    out.append(bytes, from, at)
    const next = bytes[at + 1] ?? 0
    const simple = SIMPLE.get(next)
    if (simple !== undefined) {
      out.appendCodePoint(simple)
      at += 1
    } else if (next === 0x75) {
      const unit = unitAt(bytes, at, end)
      if (unit < 0) return false
      const low = unit >= 0xd800 && unit < 0xdc00 ? unitAt(bytes, at + 6, end) : -1
      const isPair = low >= 0xdc00 && low < 0xe000
      out.appendCodePoint(isPair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : unit)
      at += isPair ? 11 : 5
    } else {
      return false
    }
    from = at + 1
  }
  out.append(bytes, from, end)
  return true
}

/** The UTF-16 unit of a `\uHHHH` at `at`, or -1. */
function unitAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 6 > end || bytes[at] !== BACKSLASH || bytes[at + 1] !== 0x75) return -1
  let unit = 0
  for (let i = at + 2; i < at + 6; i++) {
    const byte = bytes[i] ?? 0
    const letter = byte | 0x20
    if (byte >= 0x30 && byte <= 0x39) unit = unit * 16 + byte - 0x30
    else if (letter >= 0x61 && letter <= 0x66) unit = unit * 16 + letter - 0x57
    else return -1
  }
  return unit
}
