import { DecimalReader } from '../coerce/decimal.ts'
import { CELL } from '../coerce/marks.ts'
import { toMinor } from '../coerce/money.ts'
import { refundInText } from '../coerce/refundText.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'

/** A column that tells what was paid back: an amount, or a status that names one (`已退款(￥5.00)`, `已全额退款`). */
export class RefundField {
  /** positive minor units; NaN = none */
  readonly minor: Float64Array
  readonly #source: TextSource
  readonly #reader: DecimalReader
  readonly #scratch: Ranges
  readonly #column: number

  constructor(cells: BlockCells, source: TextSource, maxRows: number, decimal: '.' | ',') {
    this.#source = source
    this.#reader = new DecimalReader(decimal)
    this.#column = columnsOf(source)[0] ?? -1
    this.minor = new Float64Array(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows, amounts: Float64Array): void {
    const { starts, ends } = cells.resolve(this.#source, 'value', this.#scratch)
    const { bytes } = cells.store
    for (let r = 0; r < rows.nRows; r++) {
      this.minor[r] = Number.NaN
      if (rows.verdict[r] !== ACCEPTED) continue
      const status = this.#reader.read(bytes, starts[r]!, ends[r]!)
      if (status === CELL.empty) continue
      if (status === CELL.ok) {
        const minor = toMinor(this.#reader.mantissa, this.#reader.scale)
        if (Number.isNaN(minor)) rows.reject(r, 'bad-number', this.#column)
        this.minor[r] = Math.abs(minor)
        rows.marks[r]! |= this.#reader.marks
      } else if (!this.#readStatus(bytes, starts[r]!, ends[r]!, r, amounts)) {
        rows.reject(r, 'bad-number', this.#column)
      }
    }
  }

  /** False when the text has digits that belong to no refund that can be read. */
  #readStatus(bytes: Uint8Array, start: number, end: number, r: number, amounts: Float64Array): boolean {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, 200)).toString(
      'utf8',
    )
    const refund = refundInText(text)
    if (refund === null) return !/\d/.test(text)
    if (refund.amount === null) {
      this.minor[r] = Math.max(0, amounts[r]!)
      return true
    }
    const cell = new TextEncoder().encode(refund.amount)
    if (this.#reader.read(cell, 0, cell.length) !== CELL.ok) return false
    const minor = Math.abs(toMinor(this.#reader.mantissa, this.#reader.scale))
    this.minor[r] = minor
    return !Number.isNaN(minor)
  }
}
