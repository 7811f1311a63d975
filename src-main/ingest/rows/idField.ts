import type { RejectCode } from '../../../shared/contract/batch.ts'
import { IdReader } from '../coerce/idText.ts'
import { MARK } from '../coerce/marks.ts'
import type { BlockCells, Ranges } from './blockCells.ts'
import { newRanges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'

const NO_MASK = ~MARK['masked-customer']

/** A column of ids (customer, order, line): cleaned, and where it is required, empty ones reject their row. */
export class IdField {
  readonly ids: Ranges
  readonly column: number
  readonly #source: TextSource
  readonly #reader: IdReader
  readonly #scratch: Ranges
  readonly #missing: RejectCode | null
  readonly #isCustomer: boolean

  constructor(
    cells: BlockCells,
    source: TextSource,
    maxRows: number,
    options: { trimDecimal: boolean; missing: RejectCode | null; isCustomer: boolean },
  ) {
    this.#source = source
    this.#reader = new IdReader(options.trimDecimal)
    this.#missing = options.missing
    this.#isCustomer = options.isCustomer
    this.ids = newRanges(maxRows)
    this.#scratch = newRanges(maxRows)
    this.column = columnsOf(source)[0] ?? -1
    cells.prepare(columnsOf(source), 'id')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'id', this.#scratch)
    const reader = this.#reader
    const { store } = cells
    const keep = this.#isCustomer ? -1 : NO_MASK
    for (let r = 0; r < rows.nRows; r++) {
      let start = starts[r]!
      let end = ends[r]!
      if (start < end && rows.verdict[r] === ACCEPTED) {
        reader.read(store, start, end)
        start = reader.start
        end = reader.end
        if (reader.marks !== 0) rows.marks[r]! |= reader.marks & keep
        if (this.#isCustomer && (rows.marks[r]! & MARK['invalid-bytes-replaced']) !== 0) {
          if (holdsReplacement(store.bytes, start, end)) rows.reject(r, 'bad-encoding', this.column)
        }
      }
      if (start >= end && this.#missing !== null) rows.reject(r, this.#missing, this.column)
      this.ids.starts[r] = start
      this.ids.ends[r] = end
    }
  }
}

function holdsReplacement(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p + 2 < end; p++) {
    if (bytes[p] === 0xef && bytes[p + 1] === 0xbf && bytes[p + 2] === 0xbd) return true
  }
  return false
}
