import type { BehaviourLedger, PurchaseLedger } from '../../../shared/analytics/ledger/ledger.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ReadableProject } from '../project.ts'
import { ChunkStore } from './chunkStore.ts'
import { COUNTS } from './encodedChunk.ts'
import { decodeInto, elementsOf, type StoredColumn } from './columnCodec.ts'
import { BEHAVIOUR_SHAPE, NO_CLOCK, PURCHASE_SHAPE, type LedgerShape } from './eventSet.ts'
import { isLedgerCurrent } from './stamp.ts'

/** Columns of a `PurchaseLedger` that are loaded on request only. */
export const OPTIONAL_COLUMNS = ['minute', 'quantity', 'product', 'category', 'channel'] as const
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number]

const UNKNOWN_MINUTE = 65_535
const MOST_SHORT = 65_535
/** what is stored beyond LEDGER_FLAG is the project's own business */
const LEDGER_FLAGS = 31

/**
 * The purchases' ledger on shared memory. Fails with `project-damaged` (detail `part: ledger ...`) when it does not agree
 * with the rows or its bytes are not what was written: `repairLedgers` makes it again.
 */
export function readPurchaseLedger(
  project: ReadableProject,
  optional: readonly OptionalColumn[] = [],
): PurchaseLedger {
  return project.read((database) => {
    const loader = new Loader(
      new ChunkStore(database, PURCHASE_SHAPE),
      isLedgerCurrent(database, PURCHASE_SHAPE),
    )
    const { nCustomers, nEvents, offsets } = loader.layout(nCustomersOf(database))
    const wants = new Set(optional)
    const { day, minute, flags } = loader.times(wants.has('minute'))
    return {
      nCustomers,
      nEvents,
      offsets,
      day,
      flags,
      amountMinor: loader.into('amount', new Float64Array(shared(nEvents * 8))),
      ...(minute === null ? {} : { minute }),
      ...(wants.has('quantity')
        ? { quantity: loader.into('quantity', new Float32Array(shared(nEvents * 4))) }
        : {}),
      ...(wants.has('product')
        ? { product: loader.into('product', new Uint32Array(shared(nEvents * 4))) }
        : {}),
      ...(wants.has('category')
        ? { category: loader.into('category', new Uint32Array(shared(nEvents * 4))) }
        : {}),
      ...(wants.has('channel') ? { channel: loader.short('channel') } : {}),
    }
  })
}

/** The behaviours' ledger, likewise. */
export function readBehaviourLedger(project: ReadableProject): BehaviourLedger {
  return project.read((database) => {
    const loader = new Loader(
      new ChunkStore(database, BEHAVIOUR_SHAPE),
      isLedgerCurrent(database, BEHAVIOUR_SHAPE),
    )
    const { nCustomers, nEvents, offsets } = loader.layout(nCustomersOf(database))
    const { day, minute } = loader.times(true)
    return {
      nCustomers,
      nEvents,
      offsets,
      day,
      minute: minute ?? new Uint16Array(shared(0)),
      event: loader.short('event'),
      product: loader.into('product', new Uint32Array(shared(nEvents * 4))),
      category: loader.into('category', new Uint32Array(shared(nEvents * 4))),
    }
  })
}

function nCustomersOf(database: Parameters<Parameters<ReadableProject['read']>[0]>[0]): number {
  return database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM customers').pluck().get() ?? 0
}

function shared(sizeBytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(sizeBytes)
}

class Loader {
  readonly #store: ChunkStore
  readonly #shape: LedgerShape
  #nEvents = 0

  constructor(store: ChunkStore, isCurrent: boolean) {
    this.#store = store
    this.#shape = store.shape
    if (!isCurrent) throw stale(store.shape)
  }

  layout(nCustomers: number): { nCustomers: number; nEvents: number; offsets: Uint32Array } {
    const offsets = new Uint32Array(shared((nCustomers + 1) * 4))
    this.#store.forEach(COUNTS, (column, firstCustomer) => {
      if (firstCustomer + column.n > nCustomers + 1) throw stale(this.#shape)
      decodeInto(column, offsets, firstCustomer)
    })
    let sum = 0
    for (let c = 0; c < offsets.length; c++) {
      sum += offsets[c] ?? 0
      offsets[c] = sum
    }
    this.#nEvents = sum
    return { nCustomers, nEvents: sum, offsets }
  }

  into<T extends Float64Array | Float32Array | Uint32Array>(name: string, to: T): T {
    this.#each(name, (column, at) => {
      decodeInto(column, to, at)
    })
    return to
  }

  /** Dictionary ids in 16 bits; a dictionary of more ends in one "all others". */
  short(name: string): Uint16Array {
    const to = new Uint16Array(shared(this.#nEvents * 2))
    this.#each(name, (column, at) => {
      const { elements, base } = elementsOf(column)
      for (let i = 0; i < column.n; i++) to[at + i] = Math.min((elements?.[i] ?? 0) + base, MOST_SHORT)
    })
    return to
  }

  /** Flags, days and, if wanted, minutes out of the times. */
  times(wantsMinute: boolean): { day: Int32Array; minute: Uint16Array | null; flags: Uint8Array } {
    const flags = new Uint8Array(shared(this.#nEvents))
    this.#each('flags', (column, at) => {
      decodeInto(column, flags, at)
    })
    const day = new Int32Array(shared(this.#nEvents * 4))
    const minute = wantsMinute ? new Uint16Array(shared(this.#nEvents * 2)) : null
    this.#each('time', (column, at) => {
      const times = new Float64Array(column.n)
      decodeInto(column, times, 0)
      for (let i = 0; i < times.length; i++) day[at + i] = Math.floor((times[i] ?? 0) / 86_400)
      if (minute !== null) fillMinutes(times, flags, minute, at)
    })
    for (let i = 0; i < flags.length; i++) flags[i] = (flags[i] ?? 0) & LEDGER_FLAGS
    return { day, minute, flags }
  }

  #each(name: string, visit: (column: StoredColumn, at: number) => void): void {
    let at = 0
    this.#store.forEach(name, (column) => {
      if (at + column.n > this.#nEvents) throw stale(this.#shape)
      visit(column, at)
      at += column.n
    })
    if (at !== this.#nEvents) throw stale(this.#shape)
  }
}

function fillMinutes(times: Float64Array, flags: Uint8Array, minute: Uint16Array, at: number): void {
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? 0
    const isKnown = ((flags[at + i] ?? 0) & NO_CLOCK) === 0
    minute[at + i] = isKnown ? Math.floor((time - Math.floor(time / 86_400) * 86_400) / 60) : UNKNOWN_MINUTE
  }
}

function stale(shape: LedgerShape): AppError {
  return new AppError('project-damaged', { part: `ledger ${shape.name}` })
}
