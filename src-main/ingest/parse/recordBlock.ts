/** What is wrong with a record before anybody has looked at its cells. */
export const RECORD_PROBLEM = { none: 0, unclosedQuote: 1, tooLong: 2 } as const

/** Bits of `RecordBlock.fieldFlags`. */
export const FIELD_ESCAPED = 1

/**
 * Bytes with room to grow. Parsed data lies in [0, end); behind it is scratch space for cells that had to be
 * rewritten (doubled quotes, values carried down), so that every cell is a range of one array.
 */
export class ByteStore {
  bytes: Uint8Array
  end = 0
  scratchEnd = 0

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
  }

  reserve(length: number): void {
    if (length <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(length, this.bytes.length * 2))
    grown.set(this.bytes)
    this.bytes = grown
  }

  /** Position of a copy of the bytes behind the data; the range ends at `scratchEnd`. `bytes` may be replaced. */
  appendScratch(source: Uint8Array): number {
    const start = this.scratchEnd
    this.reserve(start + source.length)
    this.bytes.set(source, start)
    this.scratchEnd = start + source.length
    return start
  }
}

/** Records as ranges of `store.bytes`; valid until the parser gets its next chunk. */
export class RecordBlock {
  readonly store: ByteStore
  readonly maxRecords: number
  nRecords = 0
  nFields = 0
  /** position in the decoded stream of store.bytes[0] */
  baseOffset = 0
  readonly line: Uint32Array
  /** fields of record r: firstField[r] .. firstField[r + 1] */
  readonly firstField: Int32Array
  readonly recordStart: Int32Array
  /** without the line end */
  readonly recordEnd: Int32Array
  readonly problem: Uint8Array
  fieldStart: Int32Array
  fieldEnd: Int32Array
  fieldFlags: Uint8Array
  /** the last record has no line end: the file stops there */
  lastIsOpen = false
  /** recordStart .. recordEnd is the line as the file has it, not cells strung together */
  hasRawLines = true

  constructor(store: ByteStore, maxRecords: number) {
    this.store = store
    this.maxRecords = maxRecords
    this.line = new Uint32Array(maxRecords)
    this.firstField = new Int32Array(maxRecords + 1)
    this.recordStart = new Int32Array(maxRecords)
    this.recordEnd = new Int32Array(maxRecords)
    this.problem = new Uint8Array(maxRecords)
    this.fieldStart = new Int32Array(maxRecords * 8)
    this.fieldEnd = new Int32Array(maxRecords * 8)
    this.fieldFlags = new Uint8Array(maxRecords * 8)
  }

  clear(): void {
    this.nRecords = 0
    this.nFields = 0
    this.lastIsOpen = false
  }

  growFields(): void {
    const capacity = this.fieldStart.length * 2
    const start = new Int32Array(capacity)
    start.set(this.fieldStart)
    this.fieldStart = start
    const end = new Int32Array(capacity)
    end.set(this.fieldEnd)
    this.fieldEnd = end
    const flags = new Uint8Array(capacity)
    flags.set(this.fieldFlags)
    this.fieldFlags = flags
  }
}
