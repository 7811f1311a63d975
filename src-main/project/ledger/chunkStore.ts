import type { Database, Statement } from 'better-sqlite3'
import { AppError } from '../../../shared/contract/errors.ts'
import { decodeInto, isIntact, type Encoding, type StoredColumn } from './columnCodec.ts'
import { COUNTS, encodeChunk, type ChunkInfo, type EncodedChunk } from './encodedChunk.ts'
import { CUSTOMER, EventSet, type LedgerShape } from './eventSet.ts'

interface ColumnRow {
  readonly first_customer: number
  readonly n: number
  readonly encoding: string
  readonly base: number
  readonly crc: number
  readonly data: Uint8Array
}

/** The chunks of one ledger as they lie in the project file. */
export class ChunkStore {
  readonly shape: LedgerShape
  readonly #database: Database
  readonly #readOne: Statement<[string, string, number], ColumnRow>
  readonly #readAll: Statement<[string, string], ColumnRow>

  constructor(database: Database, shape: LedgerShape) {
    this.#database = database
    this.shape = shape
    const select = `SELECT first_customer, n, encoding, base, crc, data FROM ledger_columns WHERE ledger = ? AND name = ?`
    this.#readOne = database.prepare(`${select} AND first_customer = ?`)
    this.#readAll = database.prepare(`${select} ORDER BY first_customer`)
  }

  list(): ChunkInfo[] {
    return this.#database
      .prepare<[string], ChunkInfo>(
        `SELECT first_customer AS firstCustomer, n_customers AS nCustomers, n_events AS nEvents, n_orders AS nOrders,
           n_active_customers AS nActiveCustomers, first_day AS firstDay, last_day AS lastDay
         FROM ledger_chunks WHERE ledger = ? ORDER BY first_customer`,
      )
      .all(this.shape.name)
  }

  column(name: string, chunk: ChunkInfo): StoredColumn {
    const row = this.#readOne.get(this.shape.name, name, chunk.firstCustomer)
    return checked(this.shape.name, row, name === COUNTS ? chunk.nCustomers : chunk.nEvents)
  }

  /** Visits one column of every chunk in order of customers. */
  forEach(name: string, visit: (column: StoredColumn, firstCustomer: number) => void): void {
    for (const row of this.#readAll.iterate(this.shape.name, name)) {
      visit(checked(this.shape.name, row, row.n), row.first_customer)
    }
  }

  /** A whole chunk, customers included. */
  read(chunk: ChunkInfo): EventSet {
    const events = EventSet.empty(this.shape, chunk.nEvents)
    const all: [string, Float64Array | Uint32Array][] = [
      ...this.shape.doubles.map((name, i): [string, Float64Array] => [name, events.double(i)]),
      ...this.shape.words.map((name, i): [string, Uint32Array] => [name, events.word(i)]),
    ]
    for (const [name, to] of all) {
      if (name !== 'customer') decodeInto(this.column(name, chunk), to, 0)
    }
    const counts = new Uint32Array(chunk.nCustomers)
    decodeInto(this.column(COUNTS, chunk), counts, 0)
    const customers = events.word(CUSTOMER)
    let at = 0
    for (let c = 0; c < counts.length; c++) {
      const end = at + (counts[c] ?? 0)
      customers.fill(chunk.firstCustomer + c, at, end)
      at = end
    }
    return events
  }

  /** Writes a chunk: the events that `order` lists, which is by customer and then by time. */
  write(firstCustomer: number, events: EventSet, order: Uint32Array): void {
    this.put(encodeChunk(this.shape, firstCustomer, events, order))
  }

  put({ info, columns }: EncodedChunk): void {
    const { name: ledger } = this.shape
    const { firstCustomer, nCustomers, nEvents, nOrders, nActiveCustomers, firstDay, lastDay } = info
    const put = this.#database.prepare(
      `INSERT INTO ledger_columns(ledger, first_customer, name, n, encoding, base, crc, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (const { name, n, encoding, base, crc, data } of columns) {
      put.run(ledger, firstCustomer, name, n, encoding, base, crc, data)
    }
    this.#database
      .prepare(`INSERT INTO ledger_chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(ledger, firstCustomer, nCustomers, nEvents, nOrders, nActiveCustomers, firstDay, lastDay)
  }

  remove(chunk: ChunkInfo): void {
    const { firstCustomer } = chunk
    this.#database
      .prepare('DELETE FROM ledger_columns WHERE ledger = ? AND first_customer = ?')
      .run(this.shape.name, firstCustomer)
    this.#database
      .prepare('DELETE FROM ledger_chunks WHERE ledger = ? AND first_customer = ?')
      .run(this.shape.name, firstCustomer)
  }

  clear(): void {
    this.#database.prepare('DELETE FROM ledger_columns WHERE ledger = ?').run(this.shape.name)
    this.#database.prepare('DELETE FROM ledger_chunks WHERE ledger = ?').run(this.shape.name)
  }
}

function checked(ledger: string, row: ColumnRow | undefined, n: number): StoredColumn {
  if (row !== undefined) {
    const column: StoredColumn = { ...row, encoding: row.encoding as Encoding }
    if (row.n === n && isIntact(column)) return column
  }
  throw new AppError('project-damaged', { part: `ledger ${ledger}` })
}
