import type { TextColumn } from '../../../shared/contract/batch.ts'
import { Hash64 } from './hash64.ts'
import type { TextHashes } from './textHashes.ts'

/** words of a slot: hash, id, where the key begins in the arena, its length */
const SLOT = 4
const NONE = 0xffff_ffff
/** above this share of taken slots the table grows */
const FULL = 0.7

/**
 * Texts (as UTF-8 bytes) to dense ids 1..N in order of first appearance: open addressing over one flat arena, so that
 * six million keys cost their bytes and some forty bytes each. A look-up touches one slot and the key's own bytes:
 * with a table larger than the processor's cache nothing else counts.
 */
export class KeyTable {
  size = 0
  #arena: Uint8Array
  #used = 0
  /** 0 as the id = free */
  #slots: Uint32Array
  #candidates = new Uint32Array(0)
  #mask: number
  /** where key id begins in the arena, at [id]; [size + 1] is where the next one goes */
  #starts: Uint32Array
  readonly #hash = new Hash64()

  constructor(expected = 512) {
    const capacity = powerOfTwo(expected / FULL)
    this.#slots = new Uint32Array(capacity * SLOT)
    this.#mask = capacity - 1
    this.#starts = new Uint32Array(Math.floor(capacity * FULL) + 2)
    this.#arena = new Uint8Array(expected * 12)
  }

  /** The id of bytes[start .. end); a new one when the text was not met before. */
  idOf(bytes: Uint8Array, start: number, end: number): number {
    this.#hash.of(bytes, start, end)
    return this.#find(this.#hash.low, bytes, start, end)
  }

  /**
   * Ids of a column of texts, 0 for empty ones. First the slots of all are sought, then the keys compared: the
   * processor waits for many slots, and then for many keys, at a time.
   */
  idsOf({ bytes, ends }: TextColumn, hashes: TextHashes, n: number, ids: Uint32Array): void {
    const { low, repeats } = hashes
    const candidates = this.#candidatesOf(low, repeats, n)
    const slots = this.#slots
    let start = 0
    let last = 0
    for (let i = 0; i < n; i++) {
      const end = ends[i] ?? start
      if (repeats[i] === 0) {
        const at = candidates[i] ?? NONE
        const length = end - start
        if (length === 0) last = 0
        else if (
          at !== NONE &&
          slots === this.#slots &&
          slots[at + 3] === length &&
          this.#equals(slots[at + 2] ?? 0, bytes, start, end)
        ) {
          last = slots[at + 1] ?? 0
        } else {
          last = this.#find(low[i] ?? 0, bytes, start, end)
        }
      }
      ids[i] = last
      start = end
    }
  }

  /** Where the slot of the first key with the same hash is, or NONE. */
  #candidatesOf(low: Uint32Array, repeats: Uint8Array, n: number): Uint32Array {
    if (this.#candidates.length < n) this.#candidates = new Uint32Array(n)
    const candidates = this.#candidates
    const slots = this.#slots
    const mask = this.#mask
    for (let i = 0; i < n; i++) {
      if (repeats[i] !== 0) continue
      const hash = low[i] ?? 0
      let slot = hash & mask
      let at = slot * SLOT
      while (slots[at + 1] !== 0 && slots[at] !== hash) {
        slot = (slot + 1) & mask
        at = slot * SLOT
      }
      candidates[i] = slots[at + 1] === 0 ? NONE : at
    }
    return candidates
  }

  #find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    const slots = this.#slots
    const mask = this.#mask
    let slot = hash & mask
    for (;;) {
      const at = slot * SLOT
      const id = slots[at + 1] ?? 0
      if (id === 0) break
      if (
        slots[at] === hash &&
        slots[at + 3] === length &&
        this.#equals(slots[at + 2] ?? 0, bytes, start, end)
      ) {
        return id
      }
      slot = (slot + 1) & mask
    }
    return this.#add(slot, hash, bytes, start, end)
  }

  /** Bytes of a key; valid until the next `idOf`. */
  keyOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#starts[id] ?? 0, this.#starts[id + 1] ?? 0)
  }

  #equals(from: number, bytes: Uint8Array, start: number, end: number): boolean {
    const arena = this.#arena
    let at = from
    for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false
    return true
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const id = ++this.size
    const length = end - start
    if (this.#used + length > this.#arena.length) {
      const larger = new Uint8Array(Math.ceil(this.#arena.length * 1.5) + length)
      larger.set(this.#arena.subarray(0, this.#used))
      this.#arena = larger
    }
    const from = this.#used
    for (let i = start; i < end; i++) this.#arena[this.#used++] = bytes[i] ?? 0
    this.#slots[slot * SLOT] = hash
    this.#slots[slot * SLOT + 1] = id
    this.#slots[slot * SLOT + 2] = from
    this.#slots[slot * SLOT + 3] = length
    if (id + 2 > this.#starts.length) this.#grow()
    this.#starts[id] = from
    this.#starts[id + 1] = this.#used
    return id
  }

  #grow(): void {
    const old = this.#slots
    const capacity = (old.length / SLOT) * 2
    const starts = new Uint32Array(Math.floor(capacity * FULL) + 2)
    starts.set(this.#starts)
    this.#starts = starts
    this.#slots = new Uint32Array(capacity * SLOT)
    this.#mask = capacity - 1
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue
      let slot = (old[from] ?? 0) & this.#mask
      while (this.#slots[slot * SLOT + 1] !== 0) slot = (slot + 1) & this.#mask
      for (let word = 0; word < SLOT; word++) this.#slots[slot * SLOT + word] = old[from + word] ?? 0
    }
  }
}

function powerOfTwo(atLeast: number): number {
  let n = 1024
  while (n < atLeast) n *= 2
  return n
}
