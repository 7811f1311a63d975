import { isEmptyToken } from '../coerce/emptyToken.ts'
import { withoutZeroDecimals } from '../coerce/idText.ts'
import { MARK } from '../coerce/marks.ts'
import { FIELD_ESCAPED, type ByteStore, type RecordBlock } from '../parse/recordBlock.ts'
import type { BlockRows } from './blockRows.ts'
import type { TextSource } from './fieldSource.ts'
import { startsWithTab, trimmedEnd, trimmedStart } from './trimCell.ts'

/** How a cell is cleaned: values lose protecting signs, ids lose them in IdReader, texts keep all but blanks. */
export type CellRole = 'value' | 'id' | 'text'

/** One cell a row as ranges of the store's bytes; start >= end = empty. */
export interface Ranges {
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function newRanges(maxRows: number): Ranges {
  return { starts: new Int32Array(maxRows), ends: new Int32Array(maxRows) }
}

interface Request extends Ranges {
  readonly column: number
  readonly role: CellRole
}

const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39
const BACKTICK = 96

/** The cells of the block in hand, trimmed and freed of the ways to write "nothing", by column and role. */
export class BlockCells {
  readonly #maxRows: number
  readonly #decimalIds: ReadonlySet<number>
  readonly #requests: Request[] = []
  #store!: ByteStore
  #nRows = 0

  /** `decimalIds`: columns whose texts were all written as decimals (`266079.0`). */
  constructor(maxRows: number, decimalIds: ReadonlySet<number> = new Set()) {
    this.#maxRows = maxRows
    this.#decimalIds = decimalIds
  }

  get store(): ByteStore {
    return this.#store
  }

  get nRows(): number {
    return this.#nRows
  }

  /** Cells of a column, loaded with every block from now on. The arrays stay the same. */
  request(column: number, role: CellRole): Ranges {
    const known = this.#requests.find((request) => request.column === column && request.role === role)
    if (known !== undefined) return known
    const request = { column, role, ...newRanges(this.#maxRows) }
    this.#requests.push(request)
    return request
  }

  /** Everything that was asked for of one column. */
  requestsOf(column: number): readonly Ranges[] {
    return this.#requests.filter((request) => request.column === column)
  }

  /** Makes sure that a source's columns are loaded. */
  prepare(columns: readonly number[], role: CellRole): void {
    for (const column of columns) this.request(column, role)
  }

  /** The last column that anybody asked for. */
  get lastColumn(): number {
    return this.#requests.reduce((last, request) => Math.max(last, request.column), -1)
  }

  load(block: RecordBlock, rows: BlockRows): void {
    this.#store = block.store
    this.#nRows = block.nRecords
    for (const request of this.#requests) this.#gather(block, request, rows.marks)
  }

  #gather(block: RecordBlock, request: Request, marks: Int32Array): void {
    const { column, role, starts, ends } = request
    const { firstField, fieldStart, fieldEnd, fieldFlags } = block
    const isText = role === 'text'
    const trimsDecimal = isText && this.#decimalIds.has(column)
    let { bytes } = this.#store
    for (let r = 0, n = block.nRecords; r < n; r++) {
      const f = firstField[r]! + column
      if (f >= firstField[r + 1]!) {
        starts[r] = 0
        ends[r] = 0
        continue
      }
      let start = fieldStart[f]!
      let end = fieldEnd[f]!
      if ((fieldFlags[f]! & FIELD_ESCAPED) !== 0) {
        start = unescaped(this.#store, start, end)
        end = this.#store.scratchEnd
        bytes = this.#store.bytes
      }
      if (start < end) {
        const first = bytes[start]!
        const last = bytes[end - 1]!
        if (first <= 32 || first >= 0xc2 || last <= 32 || last >= 0x80) {
          if (role === 'id' && startsWithTab(bytes, start, end)) marks[r]! |= MARK['id-prefix-stripped']
          start = trimmedStart(bytes, start, end)
          end = trimmedEnd(bytes, start, end)
        }
        const c = bytes[start]!
        if (c === APOSTROPHE || c === BACKTICK || c === EQUALS) {
          const unwrapped = c === EQUALS ? unwrappedStart(bytes, start, end) : start
          if (unwrapped > start) {
            if (role !== 'id') {
              start = unwrapped
              end--
              marks[r]! |= MARK['id-unwrapped']
            }
          } else if (role === 'value' || (role === 'text' && guardsDigits(bytes, start, end))) start++
        }
        if (trimsDecimal) {
          const cut = withoutZeroDecimals(bytes, start, end)
          if (cut < end) marks[r]! |= MARK['id-decimal-trimmed']
          end = cut
        }
        if (start < end && isEmptyToken(bytes, start, end, isText)) {
          marks[r]! |= MARK['dash-is-empty']
          end = start
        }
      }
      starts[r] = start
      ends[r] = end
    }
  }

  /** The cells of a source; `into` is used for those that are no single column. */
  resolve(source: TextSource, role: CellRole, into: Ranges): Ranges {
    switch (source.kind) {
      case 'column':
        return this.request(source.column, role)
      case 'constant': {
        const start = this.#store.appendScratch(source.bytes)
        into.starts.fill(start, 0, this.#nRows)
        into.ends.fill(this.#store.scratchEnd, 0, this.#nRows)
        return into
      }
      case 'firstOf':
        return this.#firstOf(source.columns, role, into)
      case 'joined':
        return this.#joined(source.columns, role, source.needsFirst, into)
    }
  }

  #firstOf(columns: readonly number[], role: CellRole, into: Ranges): Ranges {
    into.starts.fill(0, 0, this.#nRows)
    into.ends.fill(0, 0, this.#nRows)
    for (const column of columns) {
      const { starts, ends } = this.request(column, role)
      for (let r = 0; r < this.#nRows; r++) {
        if (into.starts[r]! < into.ends[r]!) continue
        into.starts[r] = starts[r]!
        into.ends[r] = ends[r]!
      }
    }
    return into
  }

  #joined(columns: readonly number[], role: CellRole, needsFirst: boolean, into: Ranges): Ranges {
    const parts = columns.map((column) => this.request(column, role))
    const blank = Uint8Array.of(32)
    for (let r = 0; r < this.#nRows; r++) {
      let start = -1
      for (const { starts, ends } of parts) {
        if (starts[r]! >= ends[r]!) {
          if (needsFirst && start < 0) break
          continue
        }
        if (start >= 0) this.#store.appendScratch(blank)
        const at = this.#store.appendScratch(this.#store.bytes.subarray(starts[r], ends[r]))
        if (start < 0) start = at
      }
      into.starts[r] = start < 0 ? 0 : start
      into.ends[r] = start < 0 ? 0 : this.#store.scratchEnd
    }
    return into
  }
}

/** Start of what stands inside `="..."`, or `start` itself. */
function unwrappedStart(bytes: Uint8Array, start: number, end: number): number {
  return end - start > 2 && bytes[start + 1] === QUOTE && bytes[end - 1] === QUOTE ? start + 2 : start
}

/** An apostrophe before nothing but digits keeps a spreadsheet from counting with them; before words it is a word's. */
function guardsDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start + 1; p < end; p++) {
    const c = bytes[p]!
    if ((c < 48 || c > 57) && c !== 43 && c !== 45 && c !== 32) return false
  }
  return end - start > 1
}

/** Writes a field with doubled quotes into the scratch, each pair as one; where it starts. */
function unescaped(store: ByteStore, start: number, end: number): number {
  const quote = store.bytes[start - 1]!
  const from = store.appendScratch(store.bytes.subarray(start, end))
  const { bytes } = store
  let to = from
  for (let p = from, last = store.scratchEnd; p < last; p++) {
    const c = bytes[p]!
    bytes[to++] = c
    if (c === quote && bytes[p + 1] === quote && p + 1 < last) p++
  }
  store.scratchEnd = to
  return from
}
