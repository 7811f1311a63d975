import { MARK } from '../coerce/marks.ts'
import type { BlockCells, Ranges } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'

interface CarriedColumn {
  readonly cells: readonly Ranges[]
  readonly isOrder: boolean
  start: number
  end: number
  /** a copy from the block before */
  held: Uint8Array
}

const NOTHING = new Uint8Array(0)

/**
 * Order-level cells that stand only on an order's first line: on the lines that follow, blank ones are filled from
 * there. A line follows when its order is the same, or blank where the order itself is carried.
 */
export class CarryDown {
  readonly #columns: readonly CarriedColumn[]
  readonly #order: CarriedColumn | null
  readonly #orderIsCarried: boolean
  #hasLine = false

  /** `order`: the order's column, or -1. The cells are those of every role in which a column was asked for. */
  constructor(cells: BlockCells, columns: readonly number[], order: number) {
    const carried = (column: number): CarriedColumn => ({
      cells: cells.requestsOf(column),
      isOrder: column === order,
      start: 0,
      end: 0,
      held: NOTHING,
    })
    this.#columns = columns.map(carried).filter((column) => column.cells.length > 0)
    this.#orderIsCarried = columns.includes(order)
    this.#order = order < 0 ? null : (this.#columns.find((column) => column.isOrder) ?? carried(order))
  }

  fill(cells: BlockCells, rows: BlockRows): void {
    const { store } = cells
    const all = this.#order === null || this.#orderIsCarried ? this.#columns : [...this.#columns, this.#order]
    for (const column of all) {
      column.start = store.appendScratch(column.held)
      column.end = store.scratchEnd
    }
    const { bytes } = store
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      const follows = this.#hasLine && this.#follows(bytes, r)
      this.#hasLine = true
      for (const column of all) {
        const { starts, ends } = column.cells[0]!
        const isEmpty = starts[r]! >= ends[r]!
        if (!isEmpty || !follows) {
          column.start = starts[r]!
          column.end = ends[r]!
        } else if (column.end > column.start && (column !== this.#order || this.#orderIsCarried)) {
          for (const ranges of column.cells) {
            ranges.starts[r] = column.start
            ranges.ends[r] = column.end
          }
          rows.carried[r] = 1
          rows.marks[r]! |= MARK['carried-down']
        }
      }
      if (follows && this.#order !== null) rows.carried[r] = 1
    }
    for (const column of all) column.held = bytes.slice(column.start, Math.max(column.start, column.end))
  }

  #follows(bytes: Uint8Array, r: number): boolean {
    if (this.#order === null) return true
    const { starts, ends } = this.#order.cells[0]!
    const length = ends[r]! - starts[r]!
    if (length <= 0) return this.#orderIsCarried
    if (length !== this.#order.end - this.#order.start) return false
    for (let i = 0; i < length; i++) if (bytes[starts[r]! + i] !== bytes[this.#order.start + i]) return false
    return true
  }
}
