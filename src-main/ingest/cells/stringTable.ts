import { AppError } from '../../../shared/contract/errors.ts'

const BLOCK_BITS = 24
const BLOCK_BYTES = 1 << BLOCK_BITS
const BLOCK_MASK = BLOCK_BYTES - 1
/** 1 GB of distinct strings: no table of a shop, and addresses must fit 32 bits. */
const BLOCKS_MAX = 64
const OVERLONG_BYTES_KEPT = 2000

/** Many strings as UTF-8 in blocks of 16 MB that never move; 8 bytes of addresses a string. */
export class StringTable {
  count = 0
  readonly #blocks: Uint8Array[] = []
  readonly #overlong = new Set<number>()
  #used = BLOCK_BYTES
  #starts = new Uint32Array(1024)
  #lengths = new Uint32Array(1024)

  /** Of a string longer than a cell may be, only the beginning is kept. */
  add(bytes: Uint8Array, length: number, overlong: boolean): void {
    if (this.count === this.#starts.length) {
      this.#starts = grown(this.#starts)
      this.#lengths = grown(this.#lengths)
    }
    const kept = overlong ? Math.min(length, OVERLONG_BYTES_KEPT) : length
    if (overlong) this.#overlong.add(this.count)
    if (this.#used + kept > BLOCK_BYTES) this.#addBlock()
    const at = this.#blocks.length - 1
    const block = this.blockOf(at * BLOCK_BYTES)
    if (kept > 32) block.set(bytes.subarray(0, kept), this.#used)
    else for (let i = 0; i < kept; i++) block[this.#used + i] = bytes[i] ?? 0
    this.#starts[this.count] = at * BLOCK_BYTES + this.#used
    this.#lengths[this.count] = kept
    this.#used += kept
    this.count++
  }

  lengthOf(index: number): number {
    return this.#lengths[index] ?? 0
  }

  startOf(index: number): number {
    return this.#starts[index] ?? 0
  }

  isOverlong(index: number): boolean {
    return this.#overlong.size > 0 && this.#overlong.has(index)
  }

  blockOf(start: number): Uint8Array {
    return this.#blocks[start >>> BLOCK_BITS] ?? new Uint8Array(0)
  }

  offsetOf(start: number): number {
    return start & BLOCK_MASK
  }

  #addBlock(): void {
    if (this.#blocks.length === BLOCKS_MAX) {
      throw new AppError('archive-too-large', {
        place: 'shared strings',
        limitBytes: BLOCKS_MAX * BLOCK_BYTES,
      })
    }
    this.#blocks.push(new Uint8Array(BLOCK_BYTES))
    this.#used = 0
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
