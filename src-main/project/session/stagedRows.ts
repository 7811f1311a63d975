import { truncate } from 'node:fs'
import { RecordWriter } from '../staging/recordWriter.ts'
import { TableFile } from '../staging/tableFile.ts'
import type { ImportContext } from './importContext.ts'

/** shares of the file after which what there is gets copied while reading goes on; attached files are few */
const EARLY_SHARES = [0.2, 0.4, 0.6, 0.8, 0.95] as const
/** fewer rows are not worth a file of their own */
const LEAST_EARLY_ROWS = 50_000
/** larger parts are copied range by range, so that a cancel is heard */
const ROWS_A_COPY = 2_000_000

/**
 * Rows of one table on their way into the project: written as SQLite pages beside it, then copied whole. With
 * `isImmediate` finished parts are copied while reading goes on; otherwise all rows wait until it is known which stay.
 */
export class StagedRows {
  readonly record: RecordWriter
  nRows = 0
  readonly #table: string
  readonly #createSql: string
  readonly #context: ImportContext
  readonly #isImmediate: boolean
  #part: TableFile | null = null
  #nParts = 0
  #nEarly = 0
  #firstId = 0
  #lastId = 0

  constructor(context: ImportContext, table: string, isImmediate: boolean) {
    this.#context = context
    this.#table = table
    this.#isImmediate = isImmediate
    const { database } = context
    const sql = database.prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE name = ?`)
    this.#createSql = sql.pluck().get(table) ?? ''
    this.record = new RecordWriter(database.prepare(`SELECT * FROM ${table}`).columns().length)
  }

  /** Appends the row that `record` holds. */
  append(id: number): void {
    this.#part ??= this.#newPart()
    if (this.#part.nRows === 0) this.#firstId = id
    this.#part.append(id, this.record)
    this.#lastId = id
    this.nRows++
  }

  /** Told how much of the only file has been read: time to copy what there is? */
  readTo(share: number): void {
    const next = EARLY_SHARES[this.#nEarly]
    if (!this.#isImmediate || next === undefined || share < next) return
    if (!this.#context.hasRoomFor('early rows')) return
    if (this.#part === null || this.#part.nRows < LEAST_EARLY_ROWS) return
    this.#nEarly++
    this.#copy('', () => undefined)
  }

  /** Copies what is left. `leftOut`: name of a table whose ids are not copied, '' = none. */
  finish(leftOut: string, progress: (share: number) => void): void {
    if (this.#part !== null) this.#copy(leftOut, progress)
  }

  /** The unfinished file as an attached schema, for tables that are compared in SQL. */
  attached(): string | null {
    if (this.#part === null) return null
    this.#part.finish(this.#table, this.#createSql)
    const schema = this.#context.attach(this.#part.path)
    this.#part = null
    return schema
  }

  abandon(): void {
    this.#part?.abandon()
    this.#part = null
  }

  #newPart(): TableFile {
    const { database, staging } = this.#context
    const pageSize = Number(database.pragma('page_size', { simple: true }))
    return new TableFile(staging.file(`${this.#table}-${this.#nParts++}.table`), pageSize)
  }

  #copy(leftOut: string, progress: (share: number) => void): void {
    const nRows = this.#part?.nRows ?? 0
    const path = this.#part?.path
    const schema = this.attached()
    if (schema === null || path === undefined) return
    const insert = `INSERT INTO main.${this.#table} SELECT * FROM ${schema}.${this.#table}`
    if (leftOut === '' && nRows <= ROWS_A_COPY * 2) {
      this.#context.database.exec(insert)
    } else {
      const rest = leftOut === '' ? '' : ` AND NOT EXISTS (SELECT 1 FROM ${leftOut} l WHERE l.id = x.id)`
      const range = this.#context.database.prepare<[number, number]>(
        `${insert} x WHERE x.id >= ? AND x.id < ?${rest}`,
      )
      const nSteps = Math.ceil(nRows / ROWS_A_COPY)
      const width = Math.ceil((this.#lastId + 1 - this.#firstId) / nSteps)
      for (let step = 0; step < nSteps; step++) {
        progress(step / nSteps)
        range.run(this.#firstId + step * width, this.#firstId + (step + 1) * width)
      }
    }
    // room on the disk is given back at once, by another thread
    truncate(path, () => undefined)
  }
}
