import { DecimalReader } from '../coerce/decimal.ts'
import { CELL } from '../coerce/marks.ts'
import { toNumber } from '../coerce/money.ts'
import { TimeReader } from '../coerce/time.ts'
import { TruthReader } from '../coerce/truth.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'
import type { TablePlan } from './plan.ts'

/** A reader of yes and no that also takes counts and dates of the plan's writing. */
export function truthReader(plan: TablePlan): TruthReader {
  const decimal = new DecimalReader(plan.mapping.decimal ?? '.')
  const time = new TimeReader(plan.mapping.dateOrder, plan.timeZone)
  return new TruthReader(
    (bytes, start, end) =>
      decimal.read(bytes, start, end) === CELL.ok ? toNumber(decimal.mantissa, decimal.scale) : Number.NaN,
    (bytes, start, end) => time.read(bytes, start, end) === CELL.ok,
  )
}

/** A column of yes and no as 1 and 0, NaN where it says nothing; a word that is neither rejects its row. */
export class TruthField {
  readonly values: Float64Array
  readonly #source: TextSource
  readonly #reader: TruthReader
  readonly #scratch: Ranges
  readonly #column: number

  constructor(cells: BlockCells, source: TextSource, maxRows: number, plan: TablePlan) {
    this.#source = source
    this.#reader = truthReader(plan)
    this.#column = columnsOf(source)[0] ?? -1
    this.values = new Float64Array(maxRows)
    this.#scratch = newRanges(maxRows)
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    const { starts, ends } = cells.resolve(this.#source, 'value', this.#scratch)
    const { bytes } = cells.store
    for (let r = 0; r < rows.nRows; r++) {
      this.values[r] = Number.NaN
      if (rows.verdict[r] !== ACCEPTED) continue
      const status = this.#reader.read(bytes, starts[r]!, ends[r]!)
      if (status === CELL.ok) this.values[r] = this.#reader.value
      else if (status === CELL.bad) rows.reject(r, 'bad-number', this.#column)
    }
  }
}
