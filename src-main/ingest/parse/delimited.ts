import { ByteStore, FIELD_ESCAPED, RECORD_PROBLEM, type RecordBlock } from './recordBlock.ts'
import { MAX_QUOTED_BYTES, QUOTED, QuotedFieldScanner } from './quotedField.ts'

/** How bytes are cut into fields. `quote` 0 = none. */
export interface DelimitedOptions {
  readonly delimiter: number | 'spaces'
  readonly quote: number
  /** physical lines above the first record, which are not looked at */
  readonly skipLines?: number
  /** fields of the first record, where known: tells a stray quote from a long text (later the record before does) */
  readonly expectedFields?: number
}

/** Longest record; what is longer is given up at the next line end. */
const MAX_RECORD_BYTES = 4 << 20

const MAX_FIELD_BYTES = MAX_QUOTED_BYTES
const MAX_FIELDS_PER_BLOCK = 1 << 19
const SNIFF_BYTES = 64 << 10
const LF = 10
const CR = 13
const SPACE = 32
const TAB = 9

/**
 * A streaming tokenizer of delimited UTF-8 text. Push bytes, then call `next` until it answers false. Line ends are
 * LF, CRLF or (when the file's beginning knows no other) CR. Never holds more than a record and a chunk.
 */
export class DelimitedParser {
  readonly store: ByteStore
  readonly #delimiter: number
  readonly #quote: number
  readonly #spaces: boolean
  readonly #quoted: QuotedFieldScanner
  #linesToSkip: number
  #start = 0
  #limit = 0
  #base = 0
  #line = 1
  #wanted = 0
  #began = false
  #ended = false
  #macLines = false
  #discarding = false

  constructor(options: DelimitedOptions, capacity = 1 << 20) {
    this.store = new ByteStore(capacity)
    this.#spaces = options.delimiter === 'spaces'
    this.#delimiter = options.delimiter === 'spaces' ? SPACE : options.delimiter
    this.#quote = options.quote === 0 ? -1 : options.quote
    this.#quoted = new QuotedFieldScanner(this.#quote, this.#delimiter, options.expectedFields ?? 0)
    this.#linesToSkip = options.skipLines ?? 0
  }

  push(chunk: Uint8Array): void {
    const store = this.store
    if (this.#start > 0) {
      store.bytes.copyWithin(0, this.#start, store.end)
      this.#base += this.#start
      this.#limit -= this.#start
      this.#wanted -= this.#start
      store.end -= this.#start
      this.#start = 0
    }
    store.reserve(store.end + chunk.length + 1)
    store.bytes.set(chunk, store.end)
    store.end += chunk.length
    if (this.#began || store.end >= SNIFF_BYTES) this.#settle()
  }

  /** No more bytes will come. */
  end(): void {
    this.#ended = true
    this.#settle()
  }

  /** Parses what is there although the beginning is short (a sample). */
  beginNow(): void {
    this.#settle()
  }

  /** Fills the block with complete records; false when there is none before more bytes are pushed. */
  next(block: RecordBlock): boolean {
    block.clear()
    if (!this.#began) return false
    if (!this.#ended && this.#limit < this.#wanted) return false
    if (!this.#skipLines()) return false
    const { store } = this
    store.reserve(this.#limit + 1)
    const held = store.bytes[this.#limit]!
    store.bytes[this.#limit] = LF
    this.#tokenize(block)
    store.bytes[this.#limit] = held
    store.scratchEnd = store.end + 1
    block.baseOffset = this.#base
    return block.nRecords > 0
  }

  #settle(): void {
    const { store } = this
    const { bytes } = store
    if (!this.#began) {
      this.#began = true
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && store.end >= 3) {
        this.#start = 3
        this.#limit = 3
      }
      this.#macLines = endsLinesWithCr(bytes, Math.min(store.end, SNIFF_BYTES), this.#ended)
    }
    const to = this.#macLines && !this.#ended && bytes[store.end - 1] === CR ? store.end - 1 : store.end
    if (this.#macLines || this.#spaces) {
      for (let p = this.#limit; p < to; p++) {
        if (this.#spaces && bytes[p] === TAB) bytes[p] = SPACE
        if (this.#macLines && bytes[p] === CR && (p + 1 >= store.end || bytes[p + 1] !== LF)) bytes[p] = LF
      }
    }
    this.#limit = to
  }

  /** Passes over preamble lines, and over the rest of a record that was given up. */
  #skipLines(): boolean {
    while (this.#discarding || this.#linesToSkip > 0) {
      const lineEnd = this.store.bytes.subarray(this.#start, this.#limit).indexOf(LF)
      if (lineEnd < 0) {
        this.#start = this.#limit
        return false
      }
      this.#start += lineEnd + 1
      this.#line++
      if (this.#discarding) this.#discarding = false
      else this.#linesToSkip--
    }
    return this.#start < this.#limit
  }

  #tokenize(block: RecordBlock): void {
    const { bytes } = this.store
    const limit = this.#limit
    const delimiter = this.#delimiter
    const quote = this.#quote
    const spaces = this.#spaces
    const ended = this.#ended
    let { fieldStart, fieldEnd, fieldFlags } = block
    let capacity = fieldStart.length
    let p = this.#start
    let f = 0
    let n = 0
    let line = this.#line

    records: while (p < limit && n < block.maxRecords && f < MAX_FIELDS_PER_BLOCK) {
      const recordStart = p
      const first = f
      let newlines = 0
      let problem: number = RECORD_PROBLEM.none
      let c: number | undefined
      for (;;) {
        if (f >= capacity) {
          block.growFields()
          fieldStart = block.fieldStart
          fieldEnd = block.fieldEnd
          fieldFlags = block.fieldFlags
          capacity = fieldStart.length
        }
        c = bytes[p]
        if (spaces) {
          while (c === SPACE) c = bytes[++p]
          if (f > first && (c === LF || (c === CR && bytes[p + 1] === LF))) {
            while (c === CR) c = bytes[++p]
            break
          }
        } else if (c === SPACE && quote > 0) {
          let q = p + 1
          while (bytes[q] === SPACE) q++
          if (bytes[q] === quote) {
            p = q
            c = quote
          }
        }
        if (c === quote) {
          const open = p
          p = this.#quoted.scan(bytes, open, limit, ended)
          if (p === QUOTED.incomplete) {
            p = limit
            break
          }
          if (p === QUOTED.unclosed) {
            problem = RECORD_PROBLEM.unclosedQuote
            p = bytes.indexOf(LF, open)
            fieldStart[f] = open
            fieldEnd[f] = p
            fieldFlags[f++] = 0
            break
          }
          newlines += this.#quoted.newlines
          c = bytes[p]
          fieldStart[f] = this.#quoted.start
          fieldEnd[f] = this.#quoted.end
          fieldFlags[f++] = this.#quoted.hasEscapes ? FIELD_ESCAPED : 0
        } else {
          fieldStart[f] = p
          while (c !== delimiter && c !== LF) c = bytes[++p]
          fieldEnd[f] = p
          fieldFlags[f++] = 0
        }
        if (c === LF) break
        p++
      }

      const isOpen = p >= limit
      if (isOpen && !ended && problem === RECORD_PROBLEM.none && limit - recordStart <= MAX_RECORD_BYTES) {
        f = first
        this.#wanted = recordStart + 2 * (limit - recordStart)
        p = recordStart
        break records
      }
      if (p - recordStart > MAX_FIELD_BYTES && problem === RECORD_PROBLEM.none) {
        const cut = this.#cutOfLongRecord(fieldStart, fieldEnd, first, f, recordStart, p)
        if (cut >= 0) {
          problem = RECORD_PROBLEM.tooLong
          newlines = countLineFeeds(bytes, recordStart, cut)
          p = cut
          f = first + 1
          fieldStart[first] = recordStart
          fieldEnd[first] = cut
        }
      }
      let recordEnd = p
      while (recordEnd > recordStart && bytes[recordEnd - 1] === CR) recordEnd--
      if (f > first && fieldEnd[f - 1]! > recordEnd) fieldEnd[f - 1] = Math.max(fieldStart[f - 1]!, recordEnd)
      block.line[n] = line
      block.firstField[n] = first
      block.recordStart[n] = recordStart
      block.recordEnd[n] = recordEnd
      block.problem[n] = problem
      if (newlines === 0 && problem === RECORD_PROBLEM.none && f - first > 1)
        this.#quoted.expectedFields = f - first
      n++
      line += newlines + 1
      if (p >= limit) {
        p = limit
        if (ended) block.lastIsOpen = true
        else {
          this.#discarding = true
          line--
        }
        break
      }
      p++
    }
    block.firstField[n] = f
    block.nRecords = n
    block.nFields = f
    this.#start = p
    this.#line = line
  }

  /** Where a record that is too long ends, or -1 when neither it nor a field of it is. */
  #cutOfLongRecord(
    starts: Int32Array,
    ends: Int32Array,
    first: number,
    last: number,
    from: number,
    to: number,
  ): number {
    if (to - from > MAX_RECORD_BYTES) {
      const lineEnd = this.store.bytes.indexOf(LF, from + MAX_RECORD_BYTES)
      return lineEnd < 0 ? this.#limit : Math.min(lineEnd, this.#limit)
    }
    for (let f = first; f < last; f++) if (ends[f]! - starts[f]! > MAX_FIELD_BYTES) return to
    return -1
  }
}

function endsLinesWithCr(bytes: Uint8Array, end: number, isWhole: boolean): boolean {
  let lone = 0
  let lineFeeds = 0
  for (let p = 0; p < end; p++) {
    if (bytes[p] === LF) lineFeeds++
    else if (bytes[p] === CR && p + 1 < end && bytes[p + 1] !== LF) lone++
  }
  if (isWhole && end > 0 && bytes[end - 1] === CR) lone++
  return lone > lineFeeds
}

function countLineFeeds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let p = bytes.indexOf(LF, from); p >= 0 && p < to; p = bytes.indexOf(LF, p + 1)) count++
  return count
}
