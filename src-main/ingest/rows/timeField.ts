import { CELL } from '../coerce/marks.ts'
import { TimeReader } from '../coerce/time.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'
import type { TablePlan } from './plan.ts'

/** A column of times as wall-clock seconds; NaN = none. A date and a clock in two columns are joined first. */
export class TimeField {
  readonly seconds: Float64Array
  /** 1 = without a clock */
  readonly dateOnly: Uint8Array
  readonly #source: TextSource
  readonly #reader: TimeReader
  readonly #scratch: Ranges
  readonly #isRequired: boolean
  readonly #column: number

  constructor(cells: BlockCells, source: TextSource, maxRows: number, plan: TablePlan, isRequired: boolean) {
    this.#source = source
    this.#isRequired = isRequired
    this.#column = columnsOf(source)[0] ?? -1
    const name = plan.columns[this.#column] ?? ''
    this.#reader = new TimeReader(plan.mapping.dateOrder, plan.timeZone, plan.timeReadings?.[name] ?? 'auto')
    this.seconds = new Float64Array(maxRows)
    this.dateOnly = new Uint8Array(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'value', this.#scratch)
    const reader = this.#reader
    const { bytes } = cells.store
    for (let r = 0; r < rows.nRows; r++) {
      this.seconds[r] = Number.NaN
      if (rows.verdict[r] !== ACCEPTED) continue
      const status = reader.read(bytes, starts[r]!, ends[r]!)
      if (status === CELL.ok) {
        this.seconds[r] = reader.seconds
        this.dateOnly[r] = reader.hasClock ? 0 : 1
        if (this.#isRequired && reader.marks !== 0) rows.marks[r]! |= reader.marks
      } else if (this.#isRequired) {
        const code =
          status === CELL.empty ? 'no-time' : status === CELL.outOfRange ? 'time-out-of-range' : 'bad-time'
        rows.reject(r, code, this.#column)
      }
    }
  }
}
