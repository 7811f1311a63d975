import { isoFromDay, SECONDS_PER_DAY } from '../../../shared/contract/calendar.ts'
import { DecimalReader } from '../coerce/decimal.ts'
import { CELL } from '../coerce/marks.ts'
import { toNumber } from '../coerce/money.ts'
import { TimeReader } from '../coerce/time.ts'
import type { TruthReader } from '../coerce/truth.ts'
import { newRanges, type BlockCells, type CellRole, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'
import type { TablePlan } from './plan.ts'
import { truthReader } from './truthField.ts'

/** The one writing in which an attribute is kept; what cannot be read so stays as the file has it. */
export type AttributeForm = 'text' | 'time' | 'number' | 'truth'

/** A customer's attribute as text: `yyyy-MM-dd[ HH:mm:ss]`, a plain number, `1` or `0`, or just as it is. */
export class AttributeField {
  readonly columns: readonly number[]
  readonly #source: TextSource
  readonly #form: AttributeForm
  readonly #role: CellRole
  readonly #scratch: Ranges
  readonly #out: Ranges
  readonly #time: TimeReader
  readonly #decimal: DecimalReader
  readonly #truth: TruthReader
  readonly #encoder = new TextEncoder()

  constructor(cells: BlockCells, source: TextSource, maxRows: number, plan: TablePlan, form: AttributeForm) {
    this.#source = source
    this.#form = form
    this.columns = columnsOf(source)
    this.#scratch = newRanges(maxRows)
    this.#out = newRanges(maxRows)
    const name = plan.columns[this.columns[0] ?? -1] ?? ''
    this.#time = new TimeReader(plan.mapping.dateOrder, plan.timeZone, plan.timeReadings?.[name] ?? 'auto')
    this.#decimal = new DecimalReader(plan.mapping.decimal ?? '.', true)
    this.#truth = truthReader(plan)
    this.#role = form === 'text' ? 'text' : 'value'
    cells.prepare(this.columns, this.#role)
  }

  read(cells: BlockCells, rows: BlockRows): Ranges {
    const ranges = cells.resolve(this.#source, this.#role, this.#scratch)
    if (this.#form === 'text') return ranges
    const { store } = cells
    const { starts, ends } = ranges
    for (let r = 0; r < rows.nRows; r++) {
      const [start, end] = [starts[r]!, ends[r]!]
      const text = start < end && rows.verdict[r] === ACCEPTED ? this.#written(store.bytes, start, end) : null
      this.#out.starts[r] = text === null ? start : store.appendScratch(this.#encoder.encode(text))
      this.#out.ends[r] = text === null ? end : store.scratchEnd
    }
    return this.#out
  }

  #written(bytes: Uint8Array, start: number, end: number): string | null {
    if (this.#form === 'number') {
      if (this.#decimal.read(bytes, start, end) !== CELL.ok) return null
      const value = toNumber(this.#decimal.mantissa, this.#decimal.scale)
      return Number.isFinite(value) ? String(value) : null
    }
    if (this.#form === 'time') {
      const status = this.#time.read(bytes, start, end)
      if (status === CELL.ok) return this.#timeText()
      if (status === CELL.empty) return ''
    }
    return this.#truth.read(bytes, start, end) === CELL.ok ? String(this.#truth.value) : null
  }

  #timeText(): string {
    const { seconds } = this.#time
    const day = Math.floor(seconds / SECONDS_PER_DAY)
    const date = isoFromDay(day)
    if (!this.#time.hasClock) return date
    const rest = seconds - day * SECONDS_PER_DAY
    const parts = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
    return `${date} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
  }
}
