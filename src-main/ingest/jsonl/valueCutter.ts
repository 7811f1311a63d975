import { AppError } from '../../../shared/contract/errors.ts'
import { RECORD_BYTES_MAX, withRest, type Cut, type Cutter, type CutKind } from './cutter.ts'

const LF = 10
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/**
 * Objects one after another whatever the line breaks: in arrays, or simply following each other. `inside`: the text
 * before the first record (an envelope and its `[`) was passed over, and what follows its `]` is no data.
 */
export class ValueCutter implements Cutter {
  bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #line: number
  #arrays: number
  readonly #inside: boolean
  #done = false
  /** every record so far ended on the line on which it began */
  #onePerLine = true
  // where the record at hand begins and how far it has been followed
  #following = false
  #scanned = 0
  #depth = 0
  #inString = false
  #linesInside = 0

  constructor(line: number, inside: boolean) {
    this.#line = line
    this.#inside = inside
    this.#arrays = inside ? 1 : 0
  }

  settle(): void {
    this.#scanned -= this.#at
    this.bytes = this.bytes.slice(this.#at)
    this.#at = 0
  }

  feed(chunk: Uint8Array): void {
    this.#scanned -= this.#at
    this.bytes = withRest(this.bytes, this.#at, chunk)
    this.#at = 0
  }

  next(ended: boolean): Cut | null {
    if (this.#done) {
      this.#at = this.bytes.length
      return null
    }
    if (!this.#following && !this.#findRecord()) return this.#between(ended)
    if (!this.#following) return this.#stray(ended)
    return this.#follow(ended)
  }

  /** True at the beginning of something; false where the bytes (or the records) end. */
  #findRecord(): boolean {
    const { bytes } = this
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at] ?? 0
      if (byte === LF) this.#line++
      else if (byte === OPEN_ARRAY) this.#arrays++
      else if (byte === CLOSE_ARRAY && this.#arrays > 0) {
        this.#arrays--
        if (this.#arrays === 0 && this.#inside) {
          this.#done = true
          return false
        }
      } else if (byte === OPEN_OBJECT) {
        this.#following = true
        this.#scanned = this.#at
        this.#depth = 0
        this.#inString = false
        this.#linesInside = 0
        return true
      } else if (byte !== COMMA && byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) {
        return true
      }
    }
    return false
  }

  #between(ended: boolean): Cut | null {
    if (!ended || this.#arrays === 0 || this.#done) return null
    // The array was never closed: whether records are missing cannot be known, so it is told as one.
    this.#arrays = 0
    const end = this.bytes.length
    return { kind: 'cut-off', line: this.#line, start: end, end }
  }

  /** Something that is no object: up to the next comma, line end or closing bracket. */
  #stray(ended: boolean): Cut | null {
    const { bytes } = this
    const start = this.#at
    let end = start + 1
    for (; end < bytes.length; end++) {
      const byte = bytes[end] ?? 0
      if (byte === COMMA || byte === LF || byte === CLOSE_ARRAY || byte === OPEN_OBJECT) break
    }
    if (end === bytes.length && !ended && end - start < RECORD_BYTES_MAX) return null
    this.#at = end
    return { kind: 'bad', line: this.#line, start, end }
  }

  #follow(ended: boolean): Cut | null {
    const { bytes } = this
    for (let at = this.#scanned; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte === LF) {
        if (this.#inString && this.#onePerLine) return this.#cut('bad', at)
        this.#linesInside++
      } else if (this.#inString) {
        if (byte === BACKSLASH) {
          if (at + 1 === bytes.length && !ended) {
            this.#scanned = at
            return null
          }
          if (bytes[at + 1] !== LF) at++
        } else if (byte === QUOTE) this.#inString = false
      } else if (byte === QUOTE) this.#inString = true
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        if (--this.#depth === 0) return this.#cut('record', at + 1)
      }
    }
    if (bytes.length - this.#at > RECORD_BYTES_MAX) return this.#runaway()
    this.#scanned = bytes.length
    if (!ended) return null
    this.#arrays = 0
    return this.#cut('cut-off', bytes.length)
  }

  #cut(kind: CutKind, end: number): Cut {
    const cut = { kind, line: this.#line, start: this.#at, end }
    if (this.#linesInside > 0) this.#onePerLine = false
    this.#line += this.#linesInside
    this.#following = false
    this.#at = end
    return cut
  }

  /** With one record a line the next line is a new beginning; otherwise nothing tells where the next record is. */
  #runaway(): Cut {
    const lineEnd = this.bytes.indexOf(LF, this.#at)
    if (!this.#onePerLine || lineEnd < 0) {
      throw new AppError('file-damaged', { place: `line ${this.#line}`, reason: 'record-without-end' })
    }
    this.#linesInside = 0
    return this.#cut('bad', lineEnd)
  }
}
