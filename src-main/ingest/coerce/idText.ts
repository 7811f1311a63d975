import type { ByteStore } from '../parse/recordBlock.ts'
import { MARK } from './marks.ts'

const QUOTE = 34
const STAR = 42

/**
 * Cleans the ways in which programs protect or spoil ids: `="123"`, a leading apostrophe or backtick, `266079.0`,
 * full-width digits and letters. The result is a range of the same store; what must be rewritten goes to its scratch.
 */
export class IdReader {
  start = 0
  end = 0
  marks = 0
  readonly #trimDecimal: boolean

  constructor(trimDecimal: boolean) {
    this.#trimDecimal = trimDecimal
  }

  /** The cell is trimmed and not empty; what remains may be empty. */
  read(store: ByteStore, start: number, end: number): void {
    const { bytes } = store
    let marks = 0
    let c = bytes[start]!
    if (c === 61 && end - start >= 3 && bytes[start + 1] === QUOTE && bytes[end - 1] === QUOTE) {
      start += 2
      end -= 1
      while (start < end && bytes[start]! <= 32) start++
      while (end > start && bytes[end - 1]! <= 32) end--
      marks = MARK['id-unwrapped']
      c = bytes[start]!
    }
    if (c === 39 || c === 96) {
      start++
      marks |= MARK['id-prefix-stripped']
    }
    if (this.#trimDecimal && end - start > 2) {
      const cut = withoutZeroDecimals(bytes, start, end)
      if (cut < end) marks |= MARK['id-decimal-trimmed']
      end = cut
    }
    let isMasked = false
    let isWide = false
    for (let p = start; p < end; p++) {
      const byte = bytes[p]!
      if (byte === STAR) isMasked = true
      else if (byte === 0xef) isWide = true
    }
    this.start = start
    this.end = end
    if (isWide) marks |= this.#narrow(store)
    if (isMasked || isRoundedByASpreadsheet(bytes, start, end)) marks |= MARK['masked-customer']
    this.marks = marks
  }

  /** Full-width digits and letters become ASCII when nothing else in the id is beyond ASCII. */
  #narrow(store: ByteStore): number {
    const { bytes } = store
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + this.start, this.end - this.start).toString(
      'utf8',
    )
    const masked = text.includes('＊') ? MARK['masked-customer'] : 0
    if (!/^[\x20-\x7e\uff01-\uff5e]+$/.test(text)) return masked
    const narrow = text.replace(/[\uff01-\uff5e]/g, (wide) =>
      String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
    )
    this.start = store.appendScratch(new TextEncoder().encode(narrow))
    this.end = store.scratchEnd
    return masked | MARK['full-width-narrowed']
  }
}

/** Where `266079.0` ends without its decimals; `end` itself for any other text. */
export function withoutZeroDecimals(bytes: Uint8Array, start: number, end: number): number {
  let p = end
  while (p > start && bytes[p - 1] === 48) p--
  if (p === end || bytes[p - 1] !== 46 || p - 1 === start) return end
  for (let i = start; i < p - 1; i++) if (bytes[i]! < 48 || bytes[i]! > 57) return end
  return p - 1
}

/** `1.38E+10`: the last digits are lost, several ids may have become one. */
function isRoundedByASpreadsheet(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 5 || bytes[start + 1] !== 46) return false
  const digit = (p: number): boolean => bytes[p]! >= 48 && bytes[p]! <= 57
  let p = start + 2
  while (p < end && digit(p)) p++
  return digit(start) && p > start + 2 && (bytes[p]! | 32) === 101 && bytes[p + 1] === 43 && digit(end - 1)
}
