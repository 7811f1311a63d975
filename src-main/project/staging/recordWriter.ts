/**
 * Encodes one row of an SQLite table as a record (header of serial types, then the values), see "Record Format" in the
 * SQLite file format. Call `begin`, the values in column order, then `end`.
 */
export class RecordWriter {
  /** the record of the row last ended: bytes[start .. end) */
  bytes = new Uint8Array(4096)
  start = 0
  end = 0
  #body = 0
  #nTypes = 0
  #bodyStart = 0
  readonly #types: Float64Array
  readonly #float = new Float64Array(1)
  readonly #floatBytes = new Uint8Array(this.#float.buffer)

  constructor(nColumns: number) {
    this.#types = new Float64Array(nColumns)
    // longest header: one byte a small type, at most 6 for a text length
    this.#bodyStart = 9 + nColumns * 6
  }

  begin(): void {
    this.#nTypes = 0
    this.#body = this.#bodyStart
    if (this.bytes.length < this.#bodyStart + this.#types.length * 9) this.#reserve(4096)
  }

  nothing(): void {
    this.#types[this.#nTypes++] = 0
  }

  /** a whole number of magnitude up to 2^53 */
  integer(value: number): void {
    const bytes = this.bytes
    let at = this.#body
    if (value >= -128 && value <= 127) {
      if (value === 0) this.#types[this.#nTypes++] = 8
      else if (value === 1) this.#types[this.#nTypes++] = 9
      else {
        this.#types[this.#nTypes++] = 1
        bytes[at++] = value
      }
    } else if (value >= -32_768 && value <= 32_767) {
      this.#types[this.#nTypes++] = 2
      bytes[at++] = value >> 8
      bytes[at++] = value
    } else if (value >= -8_388_608 && value <= 8_388_607) {
      this.#types[this.#nTypes++] = 3
      bytes[at++] = value >> 16
      bytes[at++] = value >> 8
      bytes[at++] = value
    } else if (value >= -2_147_483_648 && value <= 2_147_483_647) {
      this.#types[this.#nTypes++] = 4
      bytes[at++] = value >> 24
      bytes[at++] = value >> 16
      bytes[at++] = value >> 8
      bytes[at++] = value
    } else {
      const high = Math.floor(value / 4_294_967_296)
      const low = value - high * 4_294_967_296
      this.#types[this.#nTypes++] = 6
      for (const word of [high, low]) {
        bytes[at++] = word >>> 24
        bytes[at++] = word >>> 16
        bytes[at++] = word >>> 8
        bytes[at++] = word
      }
    }
    this.#body = at
  }

  /** a number of a REAL column; whole ones take the room of an integer, as SQLite itself stores them */
  real(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < 140_737_488_355_328) {
      this.integer(value)
      return
    }
    this.#types[this.#nTypes++] = 7
    this.#float[0] = value
    for (let i = 7; i >= 0; i--) this.bytes[this.#body++] = this.#floatBytes[i] ?? 0
  }

  /** UTF-8 text from[start .. end) */
  text(from: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.#types[this.#nTypes++] = 13 + 2 * length
    if (this.#body + length + this.#types.length * 9 > this.bytes.length) this.#reserve(length)
    const bytes = this.bytes
    let at = this.#body
    if (length > 64) {
      bytes.set(from.subarray(start, end), at)
      at += length
    } else {
      for (let i = start; i < end; i++) bytes[at++] = from[i] ?? 0
    }
    this.#body = at
  }

  /** Writes the header in front of the values. */
  finish(): void {
    const types = this.#types
    const nTypes = this.#nTypes
    let headerSize = 1
    for (let i = 0; i < nTypes; i++) headerSize += varintSize(types[i] ?? 0)
    if (headerSize > 127) headerSize += 1
    let at = this.#bodyStart - headerSize
    this.start = at
    this.end = this.#body
    const bytes = this.bytes
    at = putVarint(bytes, at, headerSize)
    for (let i = 0; i < nTypes; i++) {
      const type = types[i] ?? 0
      if (type < 128) bytes[at++] = type
      else at = putVarint(bytes, at, type)
    }
  }

  #reserve(more: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.bytes.length + more + 4096))
    larger.set(this.bytes)
    this.bytes = larger
  }
}

/** Bytes of a whole number (up to 2^53) as an SQLite varint. */
export function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}

/** Writes a whole number (0 .. 2^53) as an SQLite varint; answers where the next byte goes. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    bytes[at] = value
    return at + 1
  }
  const size = varintSize(value)
  let high = Math.floor(value / 268_435_456)
  let low = value - high * 268_435_456
  let last = at + size - 1
  bytes[last--] = low & 127
  for (let i = 1; i < size; i++) {
    if (i === 4) {
      low = high % 268_435_456
      high = Math.floor(high / 268_435_456)
    } else {
      low >>>= 7
    }
    bytes[last--] = (low & 127) | 128
  }
  return at + size
}
