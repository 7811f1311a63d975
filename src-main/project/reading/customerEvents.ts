import type { Database } from 'better-sqlite3'
import type { CustomerEvent } from '../../../shared/contract/customers.ts'
import { importOfRow, lineOfRow } from '../ids.ts'

interface EventRow {
  readonly id: number
  readonly time: number
  readonly label: string | null
  readonly amount: number
  readonly quantity: number | null
  readonly product: string | null
  readonly channel: string | null
  readonly flags: number
}

const JOINS = `LEFT JOIN products p ON p.id = x.product_id LEFT JOIN channels h ON h.id = x.channel_id`

/** Purchases and refunds by their ids, with keys instead of numbers. */
export function purchaseEvents(database: Database, ids: readonly number[]): CustomerEvent[] {
  return rowsOf(
    database,
    `SELECT x.id, x.time_seconds AS time, x.order_key AS label, x.amount_minor AS amount, x.quantity,
       p.key AS product, h.key AS channel, x.flags
     FROM purchases x ${JOINS} WHERE x.id IN (SELECT value FROM json_each(?))`,
    ids,
  ).map((row) => eventFrom(row, (row.flags & 1) === 0 ? 'purchase' : 'refund'))
}

/** Behaviours by their ids. */
export function eventsOf(database: Database, ids: readonly number[]): CustomerEvent[] {
  return rowsOf(
    database,
    `SELECT x.id, x.time_seconds AS time, e.key AS label, 0 AS amount, NULL AS quantity,
       p.key AS product, h.key AS channel, x.flags
     FROM behaviours x LEFT JOIN events e ON e.id = x.event_id ${JOINS}
     WHERE x.id IN (SELECT value FROM json_each(?))`,
    ids,
  ).map((row) => eventFrom(row, 'behaviour'))
}

/** All contacts of a customer before a point in time, oldest first. */
export function contactsOf(database: Database, customerId: number, endSeconds: number): CustomerEvent[] {
  return database
    .prepare<[number, number], EventRow>(
      `SELECT x.id, x.time_seconds AS time, c.key AS label, 0 AS amount, NULL AS quantity,
         NULL AS product, h.key AS channel, x.flags
       FROM contacts x LEFT JOIN campaigns c ON c.id = x.campaign_id LEFT JOIN channels h ON h.id = x.channel_id
       WHERE x.customer_id = ? AND x.time_seconds < ? ORDER BY x.time_seconds, x.id`,
    )
    .all(customerId, endSeconds)
    .map((row) => eventFrom(row, 'contact'))
}

function rowsOf(database: Database, sql: string, ids: readonly number[]): EventRow[] {
  return ids.length === 0 ? [] : database.prepare<[string], EventRow>(sql).all(JSON.stringify(ids))
}

function eventFrom(row: EventRow, kind: CustomerEvent['kind']): CustomerEvent {
  return {
    timeSeconds: row.time,
    kind,
    label: row.label ?? '',
    amountMinor: row.amount,
    quantity: row.quantity,
    product: row.product ?? '',
    channel: row.channel ?? '',
    importId: importOfRow(row.id),
    line: lineOfRow(row.id),
  }
}
