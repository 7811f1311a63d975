import { truncateSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { RecordWriter } from '../staging/recordWriter.ts'
import { TableFile } from '../staging/tableFile.ts'
import type { StagingFolder } from './stagingFolder.ts'

const FIRST_PART_ROWS = 200_000
const GROWTH = 3
/** parts that are copied while the file is still being read; attached files are few */
const MOST_EARLY_PARTS = 4
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
  readonly #database: Database
  readonly #staging: StagingFolder
  readonly #attach: (path: string) => string
  readonly #isImmediate: boolean
  #part: TableFile | null = null
  #nParts = 0
  #partRows = FIRST_PART_ROWS
  #firstId = 0
  #lastId = 0

  constructor(
    database: Database,
    table: string,
    staging: StagingFolder,
    attach: (path: string) => string,
    isImmediate: boolean,
  ) {
    this.#database = database
    this.#table = table
    this.#staging = staging
    this.#attach = attach
    this.#isImmediate = isImmediate
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
    const isFull = this.#part.nRows >= this.#partRows
    if (isFull && this.#isImmediate && this.#nParts <= MOST_EARLY_PARTS) {
      this.#copy('', () => undefined)
      this.#partRows *= GROWTH
    }
  }

  /** Copies what is left. `leftOut`: name of a table whose ids are not copied, '' = none. */
  finish(leftOut: string, progress: (share: number) => void): void {
    if (this.#part !== null) this.#copy(leftOut, progress)
  }

  /** The unfinished file as an attached schema, for tables that are compared in SQL. */
  attached(): string | null {
    if (this.#part === null) return null
    this.#part.finish(this.#table, this.#createSql)
    const schema = this.#attach(this.#part.path)
    this.#part = null
    return schema
  }

  abandon(): void {
    this.#part?.abandon()
    this.#part = null
  }

  #newPart(): TableFile {
    const pageSize = Number(this.#database.pragma('page_size', { simple: true }))
    return new TableFile(this.#staging.file(`${this.#table}-${this.#nParts++}.table`), pageSize)
  }

  #copy(leftOut: string, progress: (share: number) => void): void {
    const nRows = this.#part?.nRows ?? 0
    const path = this.#part?.path
    const schema = this.attached()
    if (schema === null || path === undefined) return
    const insert = `INSERT INTO main.${this.#table} SELECT * FROM ${schema}.${this.#table}`
    if (leftOut === '' && nRows <= ROWS_A_COPY * 2) {
      this.#database.exec(insert)
    } else {
      const rest = leftOut === '' ? '' : ` AND NOT EXISTS (SELECT 1 FROM ${leftOut} l WHERE l.id = x.id)`
      const range = this.#database.prepare<[number, number]>(
        `${insert} x WHERE x.id >= ? AND x.id < ?${rest}`,
      )
      const nSteps = Math.ceil(nRows / ROWS_A_COPY)
      const width = Math.ceil((this.#lastId + 1 - this.#firstId) / nSteps)
      for (let step = 0; step < nSteps; step++) {
        progress(step / nSteps)
        range.run(this.#firstId + step * width, this.#firstId + (step + 1) * width)
      }
    }
    truncateSync(path)
  }
}
