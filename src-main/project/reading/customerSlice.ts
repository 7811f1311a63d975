import type { Database } from 'better-sqlite3'
import { BEHAVIOUR_SHAPE, EventSet, PURCHASE_SHAPE, TIME } from '../ledger/eventSet.ts'
import { ChunkStore } from '../ledger/chunkStore.ts'
import { COUNTS } from '../ledger/encodedChunk.ts'
import { decodeInto } from '../ledger/columnCodec.ts'

/** One customer's events of a ledger before a point in time, in order of time. */
export function customerSlice(
  database: Database,
  ledger: 'purchases' | 'behaviours',
  customerId: number,
  endSeconds: number,
): EventSet {
  const shape = ledger === 'purchases' ? PURCHASE_SHAPE : BEHAVIOUR_SHAPE
  const store = new ChunkStore(database, shape)
  const chunk = store
    .list()
    .find(
      ({ firstCustomer, nCustomers }) =>
        firstCustomer <= customerId && customerId < firstCustomer + nCustomers,
    )
  if (chunk === undefined) return EventSet.empty(shape, 0)
  const counts = new Uint32Array(chunk.nCustomers)
  decodeInto(store.column(COUNTS, chunk), counts, 0)
  const c = customerId - chunk.firstCustomer
  const from = counts.subarray(0, c).reduce((sum, count) => sum + count, 0)
  const all = store.read(chunk)
  const times = all.double(TIME)
  let to = from + (counts[c] ?? 0)
  while (to > from && (times[to - 1] ?? 0) >= endSeconds) to--
  return new EventSet(
    to - from,
    all.doubles.map((column) => column.subarray(from, to)),
    all.words.map((column) => column.subarray(from, to)),
  )
}
