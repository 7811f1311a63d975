import { join } from 'node:path'
import { arrange, type Arranged } from './arrange.ts'
import type { ChunkInfo, ChunkStore } from './chunkStore.ts'
import { decodeInto } from './columnCodec.ts'
import { CUSTOMER, EventSet, joined } from './eventSet.ts'
import { markOrders } from './markOrders.ts'
import { isLeftOut, matchRows, type Matched } from './matchRows.ts'
import { Spill, type SpillBlock } from './spill.ts'

/**
 * How customers are parted into chunks: `customers` to each, a power of 2; with more than `events` a
 * range is split, so that memory does not grow with the number of events. The same for all of a project's life.
 */
export interface ChunkLayout {
  readonly customers: number
  readonly events: number
}

export const CHUNK_LAYOUT: ChunkLayout = { customers: 16_384, events: 600_000 }

const SPLIT = 8

/** What a merge asks and tells. */
export interface MergeRules {
  readonly temporaryFolder: string
  readonly layout: ChunkLayout
  /** false: fresh events are taken as they are (rebuilding, restoring) */
  readonly matches: boolean
  readonly dropsIdentical: (importId: number) => boolean
  /** called chunk by chunk with what was decided */
  readonly judged?: (chunk: JudgedChunk) => void
  /** customers' share of the whole that is done, 0..1; may throw to stop */
  readonly progress: (share: number) => void
}

/** Events of a range of customers, those that were there before first, and what was decided about the rest. */
export interface JudgedChunk {
  readonly events: EventSet
  readonly arranged: Arranged
  readonly matched: Matched
  readonly nExisting: number
  /** orders in the range afterwards */
  readonly nOrders: number
}

/** Merges spilled events into the stored ledger, chunk by chunk; chunks without fresh events stay as they are. */
export function mergeLedger(store: ChunkStore, spill: Spill, rules: MergeRules): void {
  const chunks = store.list()
  const merger = new Merger(store, rules, chunks)
  for (let part = 0; part < spill.nParts; part++) {
    rules.progress(part / spill.nParts)
    merger.mergePart(spill, part)
  }
}

class Merger {
  readonly #store: ChunkStore
  readonly #rules: MergeRules
  #chunks: readonly ChunkInfo[]
  #nSplits = 0

  constructor(store: ChunkStore, rules: MergeRules, chunks: readonly ChunkInfo[]) {
    this.#store = store
    this.#rules = rules
    this.#chunks = chunks
  }

  mergePart(spill: Spill, part: number): void {
    const nFresh = spill.countOf(part)
    if (nFresh === 0) return
    const first = spill.firstCustomer + part * spill.width
    const existing = this.#chunks.filter(
      (chunk) => chunk.firstCustomer >= first && chunk.firstCustomer < first + spill.width,
    )
    const nExisting = existing.reduce((sum, chunk) => sum + chunk.nEvents, 0)
    if (nFresh + nExisting > this.#rules.layout.events && spill.width > 1) this.#split(spill, part, existing)
    else this.#merge(first, existing, spill.read(part))
    spill.drop(part)
  }

  #split(spill: Spill, part: number, existing: readonly ChunkInfo[]): void {
    const { shape } = spill
    const first = spill.firstCustomer + part * spill.width
    const width = Math.max(1, spill.width / SPLIT)
    const path = join(this.#rules.temporaryFolder, `${shape.name}-${this.#nSplits++}.spill`)
    const finer = new Spill(path, shape, first, width, spill.nWords)
    try {
      spill.forEachBlock(part, (block) => {
        for (let i = 0; i < block.n; i++) {
          const to = finer.blockFor(block.words[i * spill.nWords + CUSTOMER] ?? 0)
          copyRecord(spill, block, i, to)
        }
      })
      for (const chunk of existing) if (chunk.nCustomers > width) this.#rechunk(chunk, width)
      for (let p = 0; p < finer.nParts; p++) this.mergePart(finer, p)
    } finally {
      finer.close()
    }
  }

  /** Stores a chunk again as several of `width` customers. */
  #rechunk(chunk: ChunkInfo, width: number): void {
    const events = this.#store.read(chunk)
    const customers = events.word(CUSTOMER)
    this.#store.remove(chunk)
    for (let from = 0; from < events.n;) {
      const first =
        chunk.firstCustomer + Math.floor(((customers[from] ?? 0) - chunk.firstCustomer) / width) * width
      let to = from
      while (to < events.n && (customers[to] ?? 0) < first + width) to++
      const order = Uint32Array.from({ length: to - from }, (_, i) => from + i)
      this.#store.write(first, events, order)
      from = to
    }
    this.#chunks = this.#store.list()
  }

  #merge(first: number, existing: readonly ChunkInfo[], fresh: EventSet): void {
    const { shape } = this.#store
    let before = EventSet.empty(shape, 0)
    for (const chunk of existing) before = joined(shape, before, this.#store.read(chunk))
    const events = joined(shape, before, fresh)
    const arranged = arrange(events, first, nCustomersOf(events, first))
    for (const chunk of existing) this.#store.remove(chunk)
    if (!this.#rules.matches) {
      writeArranged(this.#store, first, events, arranged)
      return
    }
    const matched = matchRows(shape, events, arranged, before.n, this.#rules.dropsIdentical)
    const kept =
      matched.nLeftOut === 0 ? arranged : without(arranged, (event) => isLeftOut(matched.verdicts[event]))
    const nOrders = writeArranged(this.#store, first, events, kept)
    this.#rules.judged?.({ events, arranged, matched, nExisting: before.n, nOrders })
  }
}

/** Marks orders over arranged events and stores them as a chunk; answers the number of orders. */
function writeArranged(store: ChunkStore, first: number, events: EventSet, kept: Arranged): number {
  const { shape } = store
  const nOrders = shape.hasOrders ? markOrders(events, kept) : 0
  if (kept.order.length > 0) store.write(first, events, kept.order)
  return nOrders
}

/**
 * Takes rows out of the stored chunks that have any, e.g. those of an undone import. Chunks left without an event go.
 */
export function removeFromLedger(
  store: ChunkStore,
  isRemoved: (rowId: number) => boolean,
  progress: (share: number) => void,
): void {
  const chunks = store.list()
  for (const [i, chunk] of chunks.entries()) {
    progress(i / chunks.length)
    const rows = new Float64Array(chunk.nEvents)
    decodeInto(store.column('row', chunk), rows, 0)
    if (!rows.some(isRemoved)) continue
    const events = store.read(chunk)
    const { firstCustomer } = chunk
    const arranged = arrange(events, firstCustomer, nCustomersOf(events, firstCustomer))
    store.remove(chunk)
    writeArranged(
      store,
      firstCustomer,
      events,
      without(arranged, (event) => isRemoved(rows[event] ?? 0)),
    )
  }
}

function without(arranged: Arranged, isOut: (event: number) => boolean): Arranged {
  const { order, starts, minuteKeys } = arranged
  const kept = new Uint32Array(order.length)
  const keptStarts = new Uint32Array(starts.length)
  let n = 0
  for (let c = 0; c + 1 < starts.length; c++) {
    const to = starts[c + 1] ?? 0
    for (let i = starts[c] ?? 0; i < to; i++) {
      const event = order[i] ?? 0
      if (!isOut(event)) kept[n++] = event
    }
    keptStarts[c + 1] = n
  }
  return { order: kept.subarray(0, n), starts: keptStarts, minuteKeys }
}

/** customers from `first` to the last one that has an event */
function nCustomersOf(events: EventSet, first: number): number {
  const customers = events.word(CUSTOMER)
  let last = first - 1
  for (let i = 0; i < customers.length; i++) last = Math.max(last, customers[i] ?? 0)
  return last - first + 1
}

function copyRecord({ shape, nWords }: Spill, from: SpillBlock, record: number, to: SpillBlock): void {
  const nDoubles = shape.doubles.length
  for (let d = 0; d < nDoubles; d++) {
    to.doubles[to.n * nDoubles + d] = from.doubles[record * nDoubles + d] ?? 0
  }
  for (let w = 0; w < nWords; w++) to.words[to.n * nWords + w] = from.words[record * nWords + w] ?? 0
  to.n++
}
