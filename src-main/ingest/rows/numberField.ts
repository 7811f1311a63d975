import { DecimalReader } from '../coerce/decimal.ts'
import { CELL } from '../coerce/marks.ts'
import { toMinor, toNumber } from '../coerce/money.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { BLANK, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'

/** A column of plain numbers or of money; NaN = none. What cannot be read rejects its row. */
export class NumberField {
  readonly values: Float64Array
  readonly #source: TextSource
  readonly #reader: DecimalReader
  readonly #scratch: Ranges
  readonly #isMoney: boolean
  readonly #bad: 'bad-quantity' | 'bad-number'
  readonly #column: number

  constructor(
    cells: BlockCells,
    source: TextSource,
    maxRows: number,
    options: { decimal: '.' | ','; isMoney: boolean; bad: 'bad-quantity' | 'bad-number' },
  ) {
    this.#source = source
    this.#reader = new DecimalReader(options.decimal, !options.isMoney)
    this.#isMoney = options.isMoney
    this.#bad = options.bad
    this.#column = columnsOf(source)[0] ?? -1
    this.values = new Float64Array(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'value', this.#scratch)
    const reader = this.#reader
    const { bytes } = cells.store
    for (let r = 0; r < rows.nRows; r++) {
      this.values[r] = Number.NaN
      if (rows.verdict[r] === BLANK) continue
      const status = reader.read(bytes, starts[r]!, ends[r]!)
      if (status === CELL.empty) continue
      const value =
        status !== CELL.ok
          ? Number.NaN
          : this.#isMoney
            ? toMinor(reader.mantissa, reader.scale)
            : toNumber(reader.mantissa, reader.scale)
      if (Number.isFinite(value)) {
        this.values[r] = value
        if (reader.marks !== 0) rows.marks[r]! |= reader.marks
      } else rows.reject(r, this.#bad, this.#column)
    }
  }
}
