import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { BatchBuilder } from './batchBuilder.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { customerField } from './customerField.ts'
import { columnsOf, type TextSource } from './fieldSource.ts'
import type { IdField } from './idField.ts'
import { noteTime, type KindReader, type KindSetup, type KindTotals } from './kindReader.ts'
import { NumberField } from './numberField.ts'
import { TextFields } from './textFields.ts'
import { TimeField } from './timeField.ts'
import { TruthField } from './truthField.ts'

const TRUTHS = ['delivered', 'opened', 'clicked', 'redeemed', 'control'] as const
const MONEY = { cost: 'costMinor', couponFace: 'couponFaceMinor' } as const
const TEXTS = ['channel', 'variant']
const CONTROL_WORDS = /^(control( group)?|hold-?out|no contact|对照(组)?|空白(组)?|控制组)$/i

/** Who was contacted in a campaign, when, how, at what cost, and what came of it. */
export class ContactReader implements KindReader {
  readonly builder: BatchBuilder
  readonly mapped: readonly number[]
  readonly customerColumn: number
  readonly orderColumn = -1
  readonly notCarried: readonly number[] = []
  readonly #customer: IdField
  readonly #campaign: TextSource
  readonly #campaignScratch: Ranges
  #campaigns: Ranges
  readonly #time: TimeField
  readonly #texts: TextFields
  readonly #numbers: {
    readonly name: string
    readonly values: Float64Array
    readonly field: NumberField | TruthField
  }[]
  readonly #variant: TextSource | null
  readonly #variantScratch: Ranges

  constructor(setup: KindSetup) {
    const { plan, finder, cells, maxRows } = setup
    const decimal = plan.mapping.decimal ?? '.'
    this.#customer = customerField(setup)
    this.#campaign = finder.required('campaign', finder.text('campaign'))
    this.#campaignScratch = newRanges(maxRows)
    this.#campaigns = this.#campaignScratch
    const time = finder.required('time', finder.text('time'))
    this.#time = new TimeField(cells, time, maxRows, plan, true)
    this.#texts = new TextFields(cells, finder, TEXTS, maxRows)
    cells.prepare(columnsOf(this.#campaign), 'text')
    this.#numbers = []
    const used: number[] = []
    for (const [name, column] of Object.entries(MONEY)) {
      const source = finder.text(name)
      if (source === null) continue
      used.push(...columnsOf(source))
      const field = new NumberField(cells, source, maxRows, { decimal, isMoney: true, bad: 'bad-number' })
      this.#numbers.push({ name: column, values: field.values, field })
    }
    for (const name of TRUTHS) {
      const source = finder.text(name)
      if (source === null) continue
      used.push(...columnsOf(source))
      const field = new TruthField(cells, source, maxRows, plan)
      this.#numbers.push({ name, values: field.values, field })
    }
    const hasControl = this.#numbers.some((number) => number.name === 'control')
    this.#variant = hasControl ? null : finder.text('variant')
    this.#variantScratch = newRanges(maxRows)
    this.customerColumn = this.#customer.column
    this.mapped = [
      ...(this.customerColumn < 0 ? [] : [this.customerColumn]),
      ...columnsOf(this.#campaign),
      ...columnsOf(time),
      ...used,
      ...this.#texts.columns,
    ]
    const numbers = ['timeSeconds', ...Object.values(MONEY), ...TRUTHS]
    this.builder = new BatchBuilder('contacts', maxRows, numbers, ['customer', 'campaign', ...TEXTS])
  }

  read(cells: BlockCells, rows: BlockRows): void {
    this.#customer.read(cells, rows)
    this.#campaigns = cells.resolve(this.#campaign, 'text', this.#campaignScratch)
    const column = columnsOf(this.#campaign)[0] ?? -1
    for (let r = 0; r < rows.nRows; r++) {
      const isEmpty = this.#campaigns.starts[r]! >= this.#campaigns.ends[r]!
      if (isEmpty) rows.reject(r, 'no-campaign', column)
    }
    this.#time.read(cells, rows)
    for (const { field } of this.#numbers) field.read(cells, rows)
  }

  emit(cells: BlockCells, rows: BlockRows, totals: KindTotals): void {
    const { builder } = this
    const columns = builder.numbers
    const variants =
      this.#variant === null ? null : cells.resolve(this.#variant, 'text', this.#variantScratch)
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      const flags = this.#time.dateOnly[r] === 1 ? ROW_FLAG.dateOnly : 0
      const row = builder.add(r, rows.block.line[r]!, 0, flags)
      for (const name of [...Object.values(MONEY), ...TRUTHS]) columns[name]![row] = Number.NaN
      for (const { name, values } of this.#numbers) columns[name]![row] = values[r]!
      if (variants !== null) columns.control![row] = controlOf(cells, variants, r)
      columns.timeSeconds![row] = this.#time.seconds[r]!
      noteTime(totals, this.#time.seconds[r]!)
    }
    const { bytes } = cells.store
    builder.texts('customer', bytes, this.#customer.ids)
    builder.texts('campaign', bytes, this.#campaigns)
    this.#texts.emit(cells, builder)
  }
}

/** A variant that is called "control" says what a column of its own would. */
function controlOf(cells: BlockCells, variants: Ranges, r: number): number {
  const start = variants.starts[r]!
  const size = variants.ends[r]! - start
  if (size <= 0 || size > 40) return Number.NaN
  const { bytes } = cells.store
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, size).toString('utf8')
  return CONTROL_WORDS.test(text) ? 1 : 0
}
