import { join } from 'node:path'
import { arrange } from './arrange.ts'
import type { ChunkStore } from './chunkStore.ts'
import { decodeInto } from './columnCodec.ts'
import type { ChunkInfo } from './encodedChunk.ts'
import { CUSTOMER, EventSet, joined } from './eventSet.ts'
import type { MergeHelper } from './mergeHelper.ts'
import {
  encodeArranged,
  mergePart,
  nCustomersOf,
  without,
  type MergedPart,
  type PartTask,
} from './mergePart.ts'
import { Spill, type SpillBlock } from './spill.ts'

/**
 * How customers are parted into chunks: `customers` to each, a power of 2; with more than `events` a
 * range is split, so that memory does not grow with the number of events. The same for all of a project's life.
 */
export interface ChunkLayout {
  readonly customers: number
  readonly events: number
}

export const CHUNK_LAYOUT: ChunkLayout = { customers: 16_384, events: 200_000 }

const SPLIT = 8

/** What a merge asks and tells. */
export interface MergeRules {
  readonly temporaryFolder: string
  readonly layout: ChunkLayout
  /** false: fresh events are taken as they are (rebuilding, restoring) */
  readonly matches: boolean
  /** imports whose identical rows are dropped */
  readonly dropsIdentical: ReadonlySet<number>
  /** called part by part with what was decided, in any order */
  readonly judged?: (part: MergedPart) => void
  readonly helper?: MergeHelper | null
  /** customers' share of the whole that is done, 0..1; may throw to stop */
  readonly progress: (share: number) => void
}

/** Merges spilled events into the stored ledger, chunk by chunk; chunks without fresh events stay as they are. */
export function mergeLedger(store: ChunkStore, spill: Spill, rules: MergeRules): void {
  const chunks = store.list()
  const merger = new Merger(store, rules, chunks)
  for (let part = 0; part < spill.nParts; part++) {
    rules.progress(part / spill.nParts)
    merger.mergePart(spill, part)
  }
  merger.settle()
}

const WAIT_MS = 50
/** a helper that says nothing for so long is not waited for any more */
const PATIENCE_MS = 60_000

class Merger {
  readonly #store: ChunkStore
  readonly #rules: MergeRules
  #chunks: readonly ChunkInfo[]
  #nSplits = 0
  #helper: MergeHelper | null
  /** by first customer: what the helper has in hand */
  readonly #handedOver = new Map<number, PartTask>()

  constructor(store: ChunkStore, rules: MergeRules, chunks: readonly ChunkInfo[]) {
    this.#store = store
    this.#rules = rules
    this.#chunks = chunks
    this.#helper = rules.helper ?? null
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
    else this.#merge(this.#taskOf(spill, part, existing))
    spill.drop(part)
  }

  /** Waits for what the helper has in hand; does it here when no answer comes. */
  settle(): void {
    let heardAt = performance.now()
    while (this.#handedOver.size > 0) {
      this.#rules.progress(1)
      if (this.#collect(WAIT_MS)) heardAt = performance.now()
      else if (performance.now() - heardAt > PATIENCE_MS) {
        this.#helper = null
        for (const task of this.#handedOver.values()) this.#keep(mergePart(task))
        this.#handedOver.clear()
      }
    }
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
      // what was handed over is read from this file
      this.settle()
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

  #taskOf(spill: Spill, part: number, existing: readonly ChunkInfo[]): PartTask {
    const { shape } = this.#store
    let before = EventSet.empty(shape, 0)
    for (const chunk of existing) {
      before = joined(shape, before, this.#store.read(chunk))
      this.#store.remove(chunk)
    }
    return {
      ledger: shape.name,
      firstCustomer: spill.firstCustomer + part * spill.width,
      before,
      fresh: spill.spilled(part),
      matches: this.#rules.matches,
      dropsIdentical: this.#rules.dropsIdentical,
    }
  }

  #merge(task: PartTask): void {
    if (this.#helper?.offer(task) === true) {
      this.#handedOver.set(task.firstCustomer, task)
      return
    }
    this.#keep(mergePart(task))
    while (this.#collect(0));
  }

  #collect(waitMs: number): boolean {
    const part = this.#helper?.take(waitMs) ?? null
    if (part === null || !this.#handedOver.delete(part.firstCustomer)) return false
    this.#keep(part)
    return true
  }

  #keep(part: MergedPart): void {
    if (part.chunk !== null) this.#store.put(part.chunk)
    this.#rules.judged?.(part)
  }
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
    const kept = without(arranged, (event) => isRemoved(rows[event] ?? 0))
    const left = encodeArranged(store.shape, firstCustomer, events, kept).chunk
    if (left !== null) store.put(left)
  }
}

function copyRecord({ shape, nWords }: Spill, from: SpillBlock, record: number, to: SpillBlock): void {
  const nDoubles = shape.doubles.length
  for (let d = 0; d < nDoubles; d++) {
    to.doubles[to.n * nDoubles + d] = from.doubles[record * nDoubles + d] ?? 0
  }
  for (let w = 0; w < nWords; w++) to.words[to.n * nWords + w] = from.words[record * nWords + w] ?? 0
  to.n++
}
