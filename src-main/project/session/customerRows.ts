import type { Statement } from 'better-sqlite3'
import type { RowBatch, TextColumn } from '../../../shared/contract/batch.ts'
import { BitSet } from './bitSet.ts'
import type { BatchHashes } from '../keys/textHashes.ts'
import type { ImportContext } from './importContext.ts'
import { ImportOutcome } from './importOutcome.ts'

const ROWS_A_STATEMENT = 200

/**
 * Customers' attributes. A value is kept only where it differs from what earlier imports say, so that the newest import
 * that says something counts, and undoing it brings the older value back. Within one file the later row counts.
 */
export class CustomerRows {
  readonly #context: ImportContext
  readonly #outcomes = new Map<number, ImportOutcome>()
  #customers = new BitSet()
  readonly #forget: Statement<[number, number, number]>
  readonly #known: Statement<[number, number, number], string>
  readonly #many: Statement
  readonly #one: Statement
  #hasOlder = false
  #pending: (number | string)[] = []
  readonly #nStoredCustomers: number

  constructor(context: ImportContext) {
    this.#context = context
    const { database } = context
    this.#nStoredCustomers = context.dictionary('customers').size
    this.#known = database
      .prepare<[number, number, number], string>(
        `SELECT value FROM customer_attributes WHERE customer_id = ? AND attribute_id = ? AND import_id < ?
         ORDER BY import_id DESC LIMIT 1`,
      )
      .pluck()
    this.#forget = database.prepare(
      'DELETE FROM customer_attributes WHERE customer_id = ? AND attribute_id = ? AND import_id = ?',
    )
    const insert = (n: number) =>
      database.prepare(
        `INSERT OR REPLACE INTO customer_attributes VALUES ${Array.from({ length: n }, () => '(?, ?, ?, ?)').join(', ')}`,
      )
    this.#many = insert(ROWS_A_STATEMENT)
    this.#one = insert(1)
  }

  beginFile(importId: number): void {
    this.finish()
    this.#outcomes.set(importId, new ImportOutcome(importId, true))
    this.#customers = new BitSet()
    const any = this.#context.database.prepare<[], number>(
      'SELECT EXISTS (SELECT 1 FROM customer_attributes)',
    )
    this.#hasOlder = any.pluck().get() === 1
  }

  outcomeOf(importId: number): ImportOutcome {
    return this.#outcomes.get(importId) ?? new ImportOutcome(importId, true)
  }

  write(batch: RowBatch, hashes: BatchHashes, importId: number): void {
    const { nRows, line, event, texts } = batch
    const outcome = this.outcomeOf(importId)
    const customers = new Uint32Array(nRows)
    this.#context.dictionary('customers').idsOf(texts['customer'], nRows, customers, hashes.customer)
    const names = Object.keys(texts).filter((name) => name !== 'customer')
    const attributes = names.map((name) => this.#context.dictionary('attributes').idOf(name))
    const columns = names.map((name) => new TextReader(texts[name]))
    for (let i = 0; i < nRows; i++) {
      const customer = customers[i] ?? 0
      let isNews = customer > this.#nStoredCustomers
      const isRepeated = this.#customers.has(customer)
      columns.forEach((column, c) => {
        const value = column.next(i)
        const attribute = attributes[c] ?? 0
        if (value === '') return
        if (this.#hasOlder && this.#known.get(customer, attribute, importId) === value) {
          // an earlier row of this file may have said otherwise
          if (isRepeated) this.#remove(customer, attribute, importId)
          return
        }
        isNews = true
        this.#put(customer, attribute, importId, value)
      })
      const lineEvent = (line[i] ?? 0) * 4 + (event[i] ?? 0)
      if (!isNews) {
        outcome.leftOut.add(lineEvent)
        continue
      }
      outcome.keep(lineEvent, Number.NaN, 0)
      this.#customers.add(customer)
    }
    outcome.nCustomers = this.#customers.size
  }

  finish(): void {
    for (let i = 0; i < this.#pending.length; i += 4) this.#one.run(this.#pending.slice(i, i + 4))
    this.#pending = []
  }

  #remove(customer: number, attribute: number, importId: number): void {
    this.finish()
    this.#forget.run(customer, attribute, importId)
  }

  #put(customer: number, attribute: number, importId: number, value: string): void {
    this.#pending.push(customer, attribute, importId, value)
    if (this.#pending.length === ROWS_A_STATEMENT * 4) {
      this.#many.run(this.#pending)
      this.#pending = []
    }
  }
}

/** Texts of a column one after the other. */
class TextReader {
  readonly #column: TextColumn | undefined
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  constructor(column: TextColumn | undefined) {
    this.#column = column
  }

  next(row: number): string {
    if (this.#column === undefined) return ''
    const start = row === 0 ? 0 : (this.#column.ends[row - 1] ?? 0)
    const end = this.#column.ends[row] ?? start
    return end === start ? '' : this.#decoder.decode(this.#column.bytes.subarray(start, end))
  }
}
