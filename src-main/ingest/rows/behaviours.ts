import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { BatchBuilder } from './batchBuilder.ts'
import type { BlockCells } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { customerField } from './customerField.ts'
import { EventField } from './eventField.ts'
import { columnsOf } from './fieldSource.ts'
import type { IdField } from './idField.ts'
import { noteTime, type KindReader, type KindSetup, type KindTotals } from './kindReader.ts'
import { TextFields } from './textFields.ts'
import { TimeField } from './timeField.ts'

const TEXTS = ['product', 'category', 'channel']

/** Visits, views, cart adds and the like: one event a row. */
export class BehaviourReader implements KindReader {
  readonly builder: BatchBuilder
  readonly mapped: readonly number[]
  readonly customerColumn: number
  readonly orderColumn = -1
  readonly notCarried: readonly number[] = []
  readonly #customer: IdField
  readonly #time: TimeField
  readonly #event: EventField
  readonly #texts: TextFields

  constructor(setup: KindSetup) {
    const { plan, finder, cells, maxRows } = setup
    this.#customer = customerField(setup)
    const time = finder.required('time', finder.text('time'))
    const event = finder.required('event', finder.text('event'))
    this.#time = new TimeField(cells, time, maxRows, plan, true)
    this.#event = new EventField(cells, event, maxRows, plan.mapping.events)
    this.#texts = new TextFields(cells, finder, TEXTS, maxRows)
    this.customerColumn = this.#customer.column
    this.mapped = [
      ...(this.customerColumn < 0 ? [] : [this.customerColumn]),
      ...columnsOf(time),
      ...columnsOf(event),
      ...this.#texts.columns,
    ]
    this.builder = new BatchBuilder('behaviours', maxRows, ['timeSeconds'], ['customer', 'event', ...TEXTS])
  }

  read(cells: BlockCells, rows: BlockRows): void {
    this.#customer.read(cells, rows)
    this.#time.read(cells, rows)
    this.#event.read(cells, rows)
  }

  emit(cells: BlockCells, rows: BlockRows, totals: KindTotals): void {
    const { builder } = this
    const { timeSeconds } = builder.numbers
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      const flags = this.#time.dateOnly[r] === 1 ? ROW_FLAG.dateOnly : 0
      timeSeconds![builder.add(r, rows.block.line[r]!, 0, flags)] = this.#time.seconds[r]!
      noteTime(totals, this.#time.seconds[r]!)
    }
    builder.texts('customer', cells.store.bytes, this.#customer.ids)
    builder.texts('event', cells.store.bytes, this.#event.names)
    this.#texts.emit(cells, builder)
  }
}
