const MOST_TYPE_BYTES = 5

/**
 * Encodes one row of an SQLite table as a record (header of serial types, then the values), see "Record Format" in the
 * SQLite file format. Call `begin`, the values in column order, then `finish`: the record is then `header[0 .. nHeader)`
 * followed by `body[0 .. nBody)`.
 */
export class RecordWriter {
  readonly header: Uint8Array
  nHeader = 0
  body = new Uint8Array(4096)
  nBody = 0
  readonly #float = new Float64Array(1)
  readonly #floatBytes = new Uint8Array(this.#float.buffer)

  constructor(nColumns: number) {
    if (nColumns * MOST_TYPE_BYTES > 126) throw new Error('a header of more than 127 bytes is not written')
    this.header = new Uint8Array(1 + nColumns * MOST_TYPE_BYTES)
  }

  begin(): void {
    this.nHeader = 1
    this.nBody = 0
  }

  nothing(): void {
    this.header[this.nHeader++] = 0
  }

  /** a whole number of magnitude up to 2^53 */
  integer(value: number): void {
    const body = this.body
    const at = this.nBody
    if (value >= -128 && value <= 127) {
      if (value === 0) this.header[this.nHeader++] = 8
      else if (value === 1) this.header[this.nHeader++] = 9
      else {
        this.header[this.nHeader++] = 1
        body[at] = value
        this.nBody = at + 1
      }
    } else if (value >= -32_768 && value <= 32_767) {
      this.header[this.nHeader++] = 2
      body[at] = value >> 8
      body[at + 1] = value
      this.nBody = at + 2
    } else if (value >= -8_388_608 && value <= 8_388_607) {
      this.header[this.nHeader++] = 3
      body[at] = value >> 16
      body[at + 1] = value >> 8
      body[at + 2] = value
      this.nBody = at + 3
    } else if (value >= -2_147_483_648 && value <= 2_147_483_647) {
      this.header[this.nHeader++] = 4
      putWord(body, at, value)
      this.nBody = at + 4
    } else {
      this.header[this.nHeader++] = 6
      const high = Math.floor(value / 4_294_967_296)
      putWord(body, at, high)
      putWord(body, at + 4, value - high * 4_294_967_296)
      this.nBody = at + 8
    }
  }

  /** a number of a REAL column; whole ones take the room of an integer, as SQLite itself stores them */
  real(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < 140_737_488_355_328) {
      this.integer(value)
      return
    }
    this.header[this.nHeader++] = 7
    this.#float[0] = value
    for (let i = 7; i >= 0; i--) this.body[this.nBody++] = this.#floatBytes[i] ?? 0
  }

  /** UTF-8 text from[start .. end) */
  text(from: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.nHeader = putVarint(this.header, this.nHeader, 13 + 2 * length)
    // room for numbers that may follow stays
    if (this.nBody + length + 1024 > this.body.length) this.#reserve(length)
    const body = this.body
    let at = this.nBody
    if (length > 64) {
      body.set(from.subarray(start, end), at)
      at += length
    } else {
      for (let i = start; i < end; i++) body[at++] = from[i] ?? 0
    }
    this.nBody = at
  }

  finish(): void {
    this.header[0] = this.nHeader
  }

  #reserve(more: number): void {
    const larger = new Uint8Array(Math.max(this.body.length * 2, this.body.length + more + 4096))
    larger.set(this.body)
    this.body = larger
  }
}

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

/** Bytes of a whole number (up to 2^53) as an SQLite varint. */
export function varintSize(value: number): number {
  if (value < 128) return 1
  let size = 2
  for (let limit = 16_384; value >= limit; limit *= 128) size++
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
