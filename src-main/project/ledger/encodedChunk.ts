import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import { encodeColumn, type StoredColumn } from './columnCodec.ts'
import { CUSTOMER, FLAGS, TIME, type EventSet, type LedgerShape } from './eventSet.ts'

/** A stored range of customers, the counts that summaries need without reading its columns. */
export interface ChunkInfo {
  readonly firstCustomer: number
  readonly nCustomers: number
  readonly nEvents: number
  readonly nOrders: number
  readonly nActiveCustomers: number
  readonly firstDay: number | null
  readonly lastDay: number | null
}

/** Number of events by customer; the only stored column that has one value a customer. */
export const COUNTS = 'count'

/** A chunk as it is going to be stored: plain data, made by whichever thread has the time. */
export interface EncodedChunk {
  readonly info: ChunkInfo
  readonly columns: readonly NamedColumn[]
}

type NamedColumn = StoredColumn & { readonly name: string }

/** The events that `order` lists, which is by customer and then by time. */
export function encodeChunk(
  shape: LedgerShape,
  firstCustomer: number,
  events: EventSet,
  order: Uint32Array,
): EncodedChunk {
  const { counts, nActive } = countsOf(events.word(CUSTOMER), order, firstCustomer)
  const inTurn = Uint32Array.from(counts, (_, c) => c)
  const columns: NamedColumn[] = [{ name: COUNTS, ...encodeColumn(counts, inTurn) }]
  for (const [i, name] of shape.doubles.entries()) {
    columns.push({ name, ...encodeColumn(events.double(i), order) })
  }
  for (const [i, name] of shape.words.entries()) {
    if (i !== CUSTOMER) columns.push({ name, ...encodeColumn(events.word(i), order) })
  }
  return {
    info: {
      firstCustomer,
      nCustomers: counts.length,
      nEvents: order.length,
      nOrders: shape.hasOrders ? nOrdersOf(events.word(FLAGS), order) : 0,
      nActiveCustomers: nActive,
      ...daysOf(events.double(TIME), order),
    },
    columns,
  }
}

/** Events by customer, up to the last one who has any. */
function countsOf(
  customers: Uint32Array,
  order: Uint32Array,
  firstCustomer: number,
): { counts: Uint32Array; nActive: number } {
  const last = customers[order[order.length - 1] ?? 0] ?? firstCustomer
  const counts = new Uint32Array(last - firstCustomer + 1)
  let nActive = 0
  for (let i = 0; i < order.length; i++) {
    const c = (customers[order[i] ?? 0] ?? 0) - firstCustomer
    const count = counts[c] ?? 0
    if (count === 0) nActive++
    counts[c] = count + 1
  }
  return { counts, nActive }
}

function nOrdersOf(flags: Uint32Array, order: Uint32Array): number {
  let n = 0
  for (let i = 0; i < order.length; i++) {
    if (((flags[order[i] ?? 0] ?? 0) & LEDGER_FLAG.orderStart) !== 0) n++
  }
  return n
}

function daysOf(
  times: Float64Array,
  order: Uint32Array,
): { firstDay: number | null; lastDay: number | null } {
  if (order.length === 0) return { firstDay: null, lastDay: null }
  let first = Infinity
  let last = -Infinity
  for (let i = 0; i < order.length; i++) {
    const time = times[order[i] ?? 0] ?? 0
    if (time < first) first = time
    if (time > last) last = time
  }
  return { firstDay: Math.floor(first / 86_400), lastDay: Math.floor(last / 86_400) }
}
