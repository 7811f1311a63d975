import type { Database } from 'better-sqlite3'
import type { TextColumn } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { KeyTable } from '../keys/keyTable.ts'
import { hashTexts, type TextHashes } from '../keys/textHashes.ts'
import { forEachKeyBlock } from '../keys/storedKeys.ts'
import { RecordWriter } from '../staging/recordWriter.ts'
import { TableFile } from '../staging/tableFile.ts'
import type { StagingFolder } from './stagingFolder.ts'

export const DICTIONARY_TABLES = [
  'customers',
  'products',
  'categories',
  'channels',
  'events',
  'campaigns',
  'variants',
  'attributes',
] as const
export type DictionaryTable = (typeof DICTIONARY_TABLES)[number]

/** from here on whole cells are copied instead of values bound */
const MANY = 20_000
const ROWS_A_STATEMENT = 200

/** What storing needs of the import that is going on. */
export interface DictionaryContext {
  readonly database: Database
  readonly staging: StagingFolder
  readonly attach: (path: string) => string
  hasRoomFor(purpose: 'dictionary'): boolean
}

/** Texts of one table as ids; new ones are written at the end of the import. */
export class Dictionary {
  readonly table: DictionaryTable
  readonly #keys: KeyTable
  readonly #nStored: number

  constructor(database: Database, table: DictionaryTable) {
    this.table = table
    const nStored = database.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`)
    this.#nStored = nStored.pluck().get() ?? 0
    this.#keys = new KeyTable(Math.max(512, this.#nStored))
    forEachKeyBlock(database, table, (bytes, ends) => {
      let start = 0
      for (const end of ends) {
        this.#keys.idOf(bytes, start, end)
        start = end
      }
    })
    if (this.#keys.size !== this.#nStored) throw new AppError('project-damaged', { part: table })
  }

  get size(): number {
    return this.#keys.size
  }

  /** Ids of a column's texts into `ids`, 0 where there is none. */
  idsOf(column: TextColumn | undefined, nRows: number, ids: Uint32Array, hashes?: TextHashes): void {
    if (column === undefined) ids.fill(0, 0, nRows)
    else this.#keys.idsOf(column, hashes ?? hashTexts(column, nRows), nRows, ids)
  }

  /** The id of one text. */
  idOf(text: string): number {
    const bytes = new TextEncoder().encode(text)
    return this.#keys.idOf(bytes, 0, bytes.length)
  }

  /** Writes the new ones. */
  store(context: DictionaryContext): void {
    const nNew = this.#keys.size - this.#nStored
    if (nNew === 0) return
    if (nNew > MANY && context.hasRoomFor('dictionary')) this.#copy(context)
    else this.#bind(context.database)
  }

  #copy({ database, staging, attach }: DictionaryContext): void {
    const sql = database.prepare<[string], string>(`SELECT sql FROM sqlite_schema WHERE name = ?`).pluck()
    const createTable = sql.get(this.table) ?? ''
    const file = new TableFile(
      staging.file(`${this.table}.table`),
      Number(database.pragma('page_size', { simple: true })),
    )
    const record = new RecordWriter(2)
    for (let id = this.#nStored + 1; id <= this.#keys.size; id++) {
      const key = this.#keys.keyOf(id)
      record.begin()
      record.nothing()
      record.text(key, 0, key.length)
      record.finish()
      file.append(id, record)
    }
    file.finish(this.table, createTable)
    const schema = attach(file.path)
    database.exec(`INSERT INTO main.${this.table} SELECT * FROM ${schema}.${this.table}`)
  }

  #bind(database: Database): void {
    const text = new TextDecoder('utf-8', { ignoreBOM: true })
    const insert = (n: number) =>
      database.prepare(
        `INSERT INTO ${this.table}(id, key) VALUES ${Array.from({ length: n }, () => '(?, ?)').join(', ')}`,
      )
    const many = insert(ROWS_A_STATEMENT)
    const one = insert(1)
    let values: (number | string)[] = []
    for (let id = this.#nStored + 1; id <= this.#keys.size; id++) {
      values.push(id, text.decode(this.#keys.keyOf(id)))
      if (values.length === 2 * ROWS_A_STATEMENT) {
        many.run(values)
        values = []
      }
    }
    for (let i = 0; i < values.length; i += 2) one.run(values[i], values[i + 1])
  }
}
