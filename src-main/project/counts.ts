import type { Database } from 'better-sqlite3'
import { BEHAVIOUR_SHAPE, PURCHASE_SHAPE, SHAPES } from './ledger/eventSet.ts'
import { ChunkStore } from './ledger/chunkStore.ts'
import { COUNTS } from './ledger/encodedChunk.ts'
import { decodeInto } from './ledger/columnCodec.ts'
import { putMeta } from './meta.ts'

/** Notes the counts that would cost a pass over the rows; called by whatever changes rows. */
export function noteCounts(database: Database): void {
  putMeta(database, 'n_contacts', String(countOf(database, 'SELECT count(*) FROM contacts')))
  putMeta(database, 'n_customers', String(countCustomers(database)))
}

/** Customers of whom there is anything at all; an undone import may leave keys behind that stand for nobody. */
function countCustomers(database: Database): number {
  const active = (ledger: string) =>
    countOf(
      database,
      `SELECT coalesce(sum(n_active_customers), 0) FROM ledger_chunks WHERE ledger = '${ledger}'`,
    )
  const purchases = active(PURCHASE_SHAPE.name)
  const behaviours = active(BEHAVIOUR_SHAPE.name)
  const others = countOf(
    database,
    'SELECT EXISTS (SELECT 1 FROM contacts) + EXISTS (SELECT 1 FROM customer_attributes)',
  )
  if (others === 0 && (purchases === 0 || behaviours === 0)) return purchases + behaviours
  const seen = new Uint8Array(countOf(database, 'SELECT coalesce(max(id), 0) FROM customers') + 1)
  for (const shape of SHAPES) {
    new ChunkStore(database, shape).forEach(COUNTS, (column, firstCustomer) => {
      const counts = new Uint32Array(column.n)
      decodeInto(column, counts, 0)
      counts.forEach((count, c) => {
        if (count > 0) seen[firstCustomer + c] = 1
      })
    })
  }
  for (const table of ['contacts', 'customer_attributes']) {
    const ids = database.prepare<[], number>(`SELECT DISTINCT customer_id FROM ${table}`).pluck()
    for (const id of ids.iterate()) seen[id] = 1
  }
  return seen.reduce((sum, one) => sum + one, 0)
}

function countOf(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0
}
