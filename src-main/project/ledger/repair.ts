import type { Database } from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import { noteCounts } from '../counts.ts'
import { Hash64 } from '../keys/hash64.ts'
import type { ReadableProject, WritableProject } from '../project.ts'
import { ChunkStore } from './chunkStore.ts'
import { COUNTS } from './encodedChunk.ts'
import { ledgerFlags, PURCHASE_SHAPE, SHAPES, type LedgerShape } from './eventSet.ts'
import { CHUNK_LAYOUT, mergeLedger } from './mergeLedger.ts'
import { Spill } from './spill.ts'
import { isLedgerCurrent, stampLedgers } from './stamp.ts'

const ROWS_A_PROGRESS = 65_536

/** Whether both ledgers agree with their tables and all their bytes are sound. Cost: reading them, 0.2 s for 5 M rows. */
export function areLedgersSound(project: ReadableProject): boolean {
  return project.read((database) =>
    SHAPES.every((shape) => isLedgerCurrent(database, shape) && isReadable(new ChunkStore(database, shape))),
  )
}

/** Whether both ledgers agree with their tables; cheap, meant for opening. */
export function areLedgersCurrent(project: ReadableProject): boolean {
  return project.read((database) => SHAPES.every((shape) => isLedgerCurrent(database, shape)))
}

/** Makes both ledgers anew from the rows. `progress(share)` may throw to stop: everything is then as before. */
export function repairLedgers(project: WritableProject, progress: (share: number) => void): void {
  project.write((database) => {
    for (const [i, shape] of SHAPES.entries()) {
      rebuildLedger(database, shape, (share) => {
        progress((i + share) / SHAPES.length)
      })
    }
    stampLedgers(database)
    noteCounts(database)
  })
}

/** One ledger from its table's rows, inside the caller's transaction. */
export function rebuildLedger(
  database: Database,
  shape: LedgerShape,
  progress: (share: number) => void,
): void {
  const store = new ChunkStore(database, shape)
  store.clear()
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-ledger-'))
  const spill = new Spill(join(folder, `${shape.name}.spill`), shape, 1, CHUNK_LAYOUT.customers)
  try {
    spillRows(database, shape, spill, '', progress)
    mergeLedger(store, spill, {
      temporaryFolder: folder,
      layout: CHUNK_LAYOUT,
      matches: false,
      dropsIdentical: new Set(),
      progress: (share) => {
        progress(0.7 + share * 0.3)
      },
    })
  } finally {
    spill.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts a table's rows (those that `where` tells) into a spill, as an import does. */
export function spillRows(
  database: Database,
  shape: LedgerShape,
  spill: Spill,
  where: string,
  progress: (share: number) => void,
): void {
  const total = database.prepare<[], number>(`SELECT count(*) FROM ${shape.name} ${where}`).pluck().get() ?? 0
  const nCustomers =
    database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM customers').pluck().get() ?? 0
  const select = shape === PURCHASE_SHAPE ? SELECT_PURCHASES : SELECT_BEHAVIOURS
  const put = shape === PURCHASE_SHAPE ? new PurchaseSpiller(spill) : new BehaviourSpiller(spill)
  let n = 0
  for (const row of database.prepare<[], SqlRow>(`${select} ${where} ORDER BY id`).raw().iterate()) {
    const customer = Number(row[1])
    if (!(customer >= 1 && customer <= nCustomers)) {
      throw new AppError('project-damaged', { part: shape.name, reason: `row ${String(row[0])}` })
    }
    put.row(row)
    if (++n % ROWS_A_PROGRESS === 0) progress((n / total) * 0.7)
  }
}

type SqlRow = readonly (number | string | null)[]

const SELECT_PURCHASES = `SELECT id, customer_id, time_seconds, amount_minor, quantity, product_id, category_id,
  channel_id, flags, order_key, line_key FROM purchases`
const SELECT_BEHAVIOURS = `SELECT id, customer_id, time_seconds, event_id, product_id, category_id, flags FROM behaviours`

class PurchaseSpiller {
  readonly #spill: Spill
  readonly #hash = new Hash64()

  constructor(spill: Spill) {
    this.#spill = spill
  }

  row(row: SqlRow): void {
    const [id, customer, time, amount, quantity, product, category, channel, flags, order, line] = row
    const block = this.#spill.blockFor(Number(customer))
    block.doubles.set(
      [Number(id), Number(time), Number(amount), quantity == null ? Number.NaN : Number(quantity)],
      block.n * 4,
    )
    this.#hashOf(order ?? null)
    const { low: orderLow, high: orderHigh } = this.#hash
    this.#hashOf(line ?? null)
    const { low: lineLow, high: lineHigh } = this.#hash
    block.words.set(
      [
        Number(customer),
        Number(product ?? 0),
        Number(category ?? 0),
        ledgerFlags(Number(flags)),
        Number(channel ?? 0),
        orderLow,
        orderHigh,
        lineLow,
        lineHigh,
      ],
      block.n * 9,
    )
    block.n++
  }

  #hashOf(text: string | number | null): void {
    if (text === null || text === '') {
      this.#hash.low = 0
      this.#hash.high = 0
      return
    }
    const bytes = Buffer.from(String(text))
    this.#hash.of(bytes, 0, bytes.length)
  }
}

class BehaviourSpiller {
  readonly #spill: Spill

  constructor(spill: Spill) {
    this.#spill = spill
  }

  row([id, customer, time, event, product, category, flags]: SqlRow): void {
    const block = this.#spill.blockFor(Number(customer))
    block.doubles.set([Number(id), Number(time)], block.n * 2)
    block.words.set(
      [
        Number(customer),
        Number(product ?? 0),
        Number(category ?? 0),
        ledgerFlags(Number(flags)),
        Number(event),
      ],
      block.n * 5,
    )
    block.n++
  }
}

function isReadable(store: ChunkStore): boolean {
  try {
    const { doubles, words } = store.shape
    for (const name of [COUNTS, ...doubles, ...words]) store.forEach(name, () => undefined)
    return true
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'project-damaged') return false
    throw thrown
  }
}
