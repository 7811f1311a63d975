import type { Database } from 'better-sqlite3'
import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import type { CustomerDetail, CustomerHit } from '../../../shared/contract/customers.ts'
import { civilFromDay } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { AMOUNT, FLAGS, PRODUCT, ROW, TIME, type EventSet } from '../ledger/eventSet.ts'
import type { ReadableProject } from '../project.ts'
import { contactsOf, eventsOf, purchaseEvents } from './customerEvents.ts'
import { customerSlice } from './customerSlice.ts'

const MONTHS = 24
const TOP_PRODUCTS = 5
const MOST_EVENTS = 500

/** Customers whose key contains the text: the same key first, then those that begin with it, then the others. */
export function searchCustomers(project: ReadableProject, text: string, limit: number): CustomerHit[] {
  const wanted = text.trim()
  if (wanted === '') return []
  return project.read((database) => {
    const escaped = wanted.replace(/[\\%_]/g, (character) => `\\${character}`)
    return database
      .prepare<[string, string, string, number], CustomerHit>(
        `SELECT id AS customerId, key AS customerKey FROM customers WHERE key LIKE ? ESCAPE '\\'
         ORDER BY key = ? COLLATE NOCASE DESC, key LIKE ? ESCAPE '\\' DESC, length(key), id LIMIT ?`,
      )
      .all(`%${escaped}%`, wanted, `${escaped}%`, limit)
  })
}

/** Everything about one customer that had happened by the end of a day. Cost: one chunk of the ledger. */
export function customerDetail(
  project: ReadableProject,
  customerId: number,
  asOfDay: number,
): CustomerDetail {
  return project.read((database) => {
    const key = database
      .prepare<[number], string>('SELECT key FROM customers WHERE id = ?')
      .pluck()
      .get(customerId)
    if (key === undefined) throw new AppError('customer-not-found', { customerId })
    const end = (asOfDay + 1) * 86_400
    const purchases = customerSlice(database, 'purchases', customerId, end)
    const behaviours = customerSlice(database, 'behaviours', customerId, end)
    const orders = ordersOf(purchases)
    const contacts = contactsOf(database, customerId, end)
    const gapDays = medianGap(orders.days)
    const lastOrderDay = orders.lastLineDay
    const events = [
      ...purchaseEvents(database, lastRows(purchases)),
      ...eventsOf(database, lastRows(behaviours)),
      ...contacts.slice(-MOST_EVENTS),
    ]
    return {
      customerId,
      customerKey: key,
      asOfDay,
      firstDay: orders.days[0] ?? null,
      lastOrderDay,
      nOrders: orders.n,
      nRefunds: orders.nRefunds,
      netMinor: orders.netMinor,
      averageOrderMinor: orders.n === 0 ? null : Math.round(orders.grossMinor / orders.n),
      gapDays,
      overdue:
        gapDays === null || gapDays === 0 || lastOrderDay === null
          ? null
          : (asOfDay - lastOrderDay) / gapDays,
      attributes: attributesOf(database, customerId),
      events: events.sort((a, b) => b.timeSeconds - a.timeSeconds).slice(0, MOST_EVENTS),
      nEvents: purchases.n + behaviours.n + contacts.length,
      monthlyMinor: monthly(purchases, asOfDay),
      topProducts: topProducts(database, purchases),
    }
  })
}

interface Orders {
  readonly n: number
  readonly days: readonly number[]
  readonly lastLineDay: number | null
  readonly nRefunds: number
  readonly grossMinor: number
  readonly netMinor: number
}

function ordersOf(events: EventSet): Orders {
  const days: number[] = []
  let n = 0
  let nRefunds = 0
  let grossMinor = 0
  let netMinor = 0
  let lastLineDay: number | null = null
  for (let i = 0; i < events.n; i++) {
    const flags = events.word(FLAGS)[i] ?? 0
    const amount = events.double(AMOUNT)[i] ?? 0
    const day = Math.floor((events.double(TIME)[i] ?? 0) / 86_400)
    netMinor += amount
    if ((flags & LEDGER_FLAG.refund) !== 0) nRefunds++
    if ((flags & LEDGER_FLAG.positive) === 0) continue
    grossMinor += amount
    lastLineDay = day
    if ((flags & LEDGER_FLAG.orderStart) === 0) continue
    n++
    if (days.at(-1) !== day) days.push(day)
  }
  return { n, days, lastLineDay, nRefunds, grossMinor, netMinor }
}

function medianGap(days: readonly number[]): number | null {
  const gaps = days.slice(1).map((day, i) => day - (days[i] ?? day))
  if (gaps.length === 0) return null
  gaps.sort((a, b) => a - b)
  const middle = gaps.length >> 1
  const upper = gaps[middle] ?? 0
  return gaps.length % 2 === 1 ? upper : ((gaps[middle - 1] ?? upper) + upper) / 2
}

/** Net money by calendar month, the as-of day's month last. */
function monthly(events: EventSet, asOfDay: number): Float64Array {
  const sums = new Float64Array(MONTHS)
  const monthOf = (day: number): number => {
    const { year, month } = civilFromDay(day)
    return year * 12 + month
  }
  const last = monthOf(asOfDay)
  for (let i = 0; i < events.n; i++) {
    const month = monthOf(Math.floor((events.double(TIME)[i] ?? 0) / 86_400))
    const at = MONTHS - 1 - (last - month)
    if (at >= 0) sums[at] = (sums[at] ?? 0) + (events.double(AMOUNT)[i] ?? 0)
  }
  return sums
}

function topProducts(database: Database, events: EventSet): CustomerDetail['topProducts'] {
  const found = new Map<number, { orders: number; lastDay: number }>()
  for (let i = 0; i < events.n; i++) {
    const product = events.word(PRODUCT)[i] ?? 0
    if (product === 0 || ((events.word(FLAGS)[i] ?? 0) & LEDGER_FLAG.positive) === 0) continue
    const lastDay = Math.floor((events.double(TIME)[i] ?? 0) / 86_400)
    found.set(product, { orders: (found.get(product)?.orders ?? 0) + 1, lastDay })
  }
  const name = database.prepare<[number], string>('SELECT key FROM products WHERE id = ?').pluck()
  return [...found]
    .sort(([, a], [, b]) => b.orders - a.orders || b.lastDay - a.lastDay)
    .slice(0, TOP_PRODUCTS)
    .map(([product, { orders, lastDay }]) => ({ product: name.get(product) ?? '', orders, lastDay }))
}

function attributesOf(database: Database, customerId: number): { name: string; value: string }[] {
  return database
    .prepare<[number], { name: string; value: string }>(
      `SELECT a.key AS name, x.value, max(x.import_id)
       FROM customer_attributes x JOIN attributes a ON a.id = x.attribute_id
       WHERE x.customer_id = ? GROUP BY x.attribute_id ORDER BY x.attribute_id`,
    )
    .all(customerId)
    .map(({ name, value }) => ({ name, value }))
}

/** ids of the newest rows */
function lastRows(events: EventSet): number[] {
  return [...events.double(ROW).subarray(Math.max(0, events.n - MOST_EVENTS))]
}
