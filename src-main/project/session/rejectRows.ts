import type { Database, Statement } from 'better-sqlite3'
import type { RejectedRow } from '../../../shared/contract/batch.ts'
import { IDS_PER_IMPORT } from '../ids.ts'

const ROWS_A_STATEMENT = 100
const COLUMNS = 7

/** Rejected rows, numbered in the order in which they were rejected. */
export class RejectRows {
  readonly #many: Statement
  readonly #one: Statement
  readonly #next = new Map<number, number>()
  #pending: (number | string)[] = []

  constructor(database: Database) {
    const insert = (n: number) =>
      database.prepare(
        `INSERT INTO rejects VALUES ${Array.from({ length: n }, () => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      )
    this.#many = insert(ROWS_A_STATEMENT)
    this.#one = insert(1)
  }

  write(rows: readonly RejectedRow[], importId: number): void {
    let next = this.#next.get(importId) ?? importId * IDS_PER_IMPORT
    for (const { line, code, column, sample, raw, amountMinor } of rows) {
      this.#pending.push(next++, line, code, column, sample, raw, Math.round(amountMinor))
      if (this.#pending.length === ROWS_A_STATEMENT * COLUMNS) {
        this.#many.run(this.#pending)
        this.#pending = []
      }
    }
    this.#next.set(importId, next)
  }

  finish(): void {
    for (let i = 0; i < this.#pending.length; i += COLUMNS) this.#one.run(this.#pending.slice(i, i + COLUMNS))
    this.#pending = []
  }
}
