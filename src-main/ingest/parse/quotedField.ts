/** Longest quoted field; one that is longer was opened by a stray quote. */
export const MAX_QUOTED_BYTES = 1 << 20

export const QUOTED = { incomplete: -1, unclosed: -2 } as const

const LF = 10
const CR = 13
const SPACE = 32
const TAB = 9

/**
 * Reads one quoted field in bytes that carry a line feed as sentinel at `limit`. Leaves its result in properties, so
 * that the caller's loop allocates nothing.
 */
export class QuotedFieldScanner {
  readonly #quote: number
  readonly #delimiter: number
  start = 0
  end = 0
  /** fields of a record of this table, as far as known */
  expectedFields: number
  hasEscapes = false
  newlines = 0

  constructor(quote: number, delimiter: number, expectedFields: number) {
    this.#quote = quote
    this.#delimiter = delimiter
    this.expectedFields = expectedFields
  }

  /** Position of the delimiter or line feed behind the field whose quote stands at `open`, or one of QUOTED. */
  scan(bytes: Uint8Array, open: number, limit: number, isLast: boolean): number {
    const quote = this.#quote
    const delimiter = this.#delimiter
    this.hasEscapes = false
    this.newlines = 0
    let closesAt = -1
    let p = open + 1
    for (;;) {
      let c = bytes[p]
      while (c !== quote) {
        if (c === LF) {
          if (p - open > MAX_QUOTED_BYTES) return QUOTED.unclosed
          if (p >= limit) return isLast ? QUOTED.unclosed : QUOTED.incomplete
          this.newlines++
        }
        c = bytes[++p]
      }
      if (p - open > MAX_QUOTED_BYTES) return QUOTED.unclosed
      c = bytes[p + 1]
      if (c === quote) {
        this.hasEscapes = true
        p += 2
        continue
      }
      let after = p + 1
      while ((c === SPACE || c === TAB || c === CR) && c !== delimiter) c = bytes[++after]
      if (after >= limit && !isLast) return QUOTED.incomplete
      if (c === delimiter || c === LF) {
        if (this.newlines > 2 && this.#swallowsRecords(bytes, open + 1, p)) return QUOTED.unclosed
        this.start = open + 1
        this.end = p
        return after
      }
      // A quote that neither closes nor is doubled: a stray one further up, or an unescaped inch sign.
      if (this.newlines > 0) return QUOTED.unclosed
      if (p > closesAt) {
        closesAt = this.#closingOnLine(bytes, p + 1, limit)
        if (closesAt >= limit && !isLast) return QUOTED.incomplete
        if (closesAt < 0) return this.#literal(bytes, open, p)
      }
      p++
    }
  }

  /** Position of a quote that ends a field on this line; -1 = there is none; `limit` or more = the line is cut. */
  #closingOnLine(bytes: Uint8Array, from: number, limit: number): number {
    for (let p = from; p < limit; p++) {
      const c = bytes[p]
      if (c === LF) return -1
      if (c !== this.#quote) continue
      const next = bytes[p + 1]
      if (p + 1 >= limit) return limit
      if (next === this.#delimiter || next === LF || next === CR) return p
    }
    return limit
  }

  #literal(bytes: Uint8Array, open: number, from: number): number {
    let p = from
    let c = bytes[p]
    while (c !== this.#delimiter && c !== LF) c = bytes[++p]
    this.hasEscapes = false
    this.start = open
    this.end = p
    return p
  }

  /** Whether the lines inside a long quoted field look like records of the table themselves. */
  #swallowsRecords(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.expectedFields < 2) return false
    let lines = 0
    let alike = 0
    let delimiters = -1
    for (let p = from; p < to; p++) {
      const c = bytes[p]
      if (c === this.#delimiter && delimiters >= 0) delimiters++
      if (c !== LF) continue
      if (delimiters >= 0) {
        lines++
        if (delimiters === this.expectedFields - 1) alike++
      }
      delimiters = 0
    }
    return alike >= 2 && alike * 10 >= lines * 9
  }
}
