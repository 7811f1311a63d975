import type { RejectedRow, RowBatch } from '../../../shared/contract/batch.ts'
import type { FileKind } from '../../../shared/contract/mapping.ts'
import { MARK } from '../coerce/marks.ts'
import type { RecordBlock } from '../parse/recordBlock.ts'
import { BehaviourReader } from './behaviours.ts'
import { BlockCells } from './blockCells.ts'
import { BlockRows } from './blockRows.ts'
import { Books } from './books.ts'
import { CarryDown } from './carryDown.ts'
import { ContactReader } from './contacts.ts'
import { CustomerReader } from './customers.ts'
import { SourceFinder } from './fieldSource.ts'
import type { KindReader, KindSetup } from './kindReader.ts'
import { LineChecks } from './lineChecks.ts'
import type { TablePlan } from './plan.ts'
import { PurchaseReader } from './purchases.ts'

const READERS: Readonly<Record<FileKind, new (setup: KindSetup) => KindReader>> = {
  purchases: PurchaseReader,
  behaviours: BehaviourReader,
  customers: CustomerReader,
  contacts: ContactReader,
}

/** A plan made ready: turns blocks of records into batches, rejected rows and books. Fails with `mapping-invalid`. */
export class TableRows {
  readonly books: Books
  readonly #cells: BlockCells
  readonly #rows: BlockRows
  readonly #reader: KindReader
  readonly #checks: LineChecks
  readonly #carry: CarryDown | null

  constructor(plan: TablePlan, maxRows: number) {
    const finder = new SourceFinder(plan.columns, plan.mapping)
    this.books = new Books(plan.columns)
    const decimalIds = new Set((plan.idColumnsWithDecimal ?? []).map((name) => plan.columns.indexOf(name)))
    this.#cells = new BlockCells(maxRows, decimalIds)
    this.#rows = new BlockRows(maxRows)
    this.#reader = new READERS[plan.mapping.kind]({ plan, finder, cells: this.#cells, maxRows })
    const { mapped, customerColumn, orderColumn } = this.#reader
    this.#checks = new LineChecks(plan.columns, this.#cells, mapped, customerColumn)
    const carried = (plan.mapping.carryDown ?? []).map((name) => finder.place(name, 'carryDown'))
    const texts = carried.filter((column) => !this.#reader.notCarried.includes(column))
    this.#carry = carried.length === 0 ? null : new CarryDown(this.#cells, texts, orderColumn)
    if (plan.treatments !== undefined) this.books.addTreatments(plan.treatments)
  }

  /** `replacedAt`: places in the stream at which bytes were replaced; those of this block are taken out. */
  process(block: RecordBlock, replacedAt: number[]): RejectedRow[] {
    const rows = this.#rows
    const cells = this.#cells
    rows.start(block)
    if (replacedAt.length > 0) markReplaced(block, replacedAt, rows.marks)
    cells.load(block, rows)
    this.#checks.before(rows)
    this.#carry?.fill(cells, rows)
    this.#reader.read(cells, rows)
    this.#checks.after(rows)
    this.#reader.emit(cells, rows, this.books.totals)
    return this.books.add(rows)
  }

  takeBatch(force: boolean): RowBatch | null {
    return this.#reader.builder.take(force)
  }
}

function markReplaced(block: RecordBlock, replacedAt: number[], marks: Int32Array): void {
  let next = 0
  for (let r = 0; r < block.nRecords && next < replacedAt.length; r++) {
    const end = block.baseOffset + block.recordEnd[r]!
    const start = block.baseOffset + block.recordStart[r]!
    while (next < replacedAt.length && replacedAt[next]! < end) {
      if (replacedAt[next]! >= start) marks[r]! |= MARK['invalid-bytes-replaced']
      next++
    }
  }
  replacedAt.splice(0, next)
}
