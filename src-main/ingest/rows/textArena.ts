import type { TextColumn } from '../../../shared/contract/batch.ts'
import type { Ranges } from './blockCells.ts'

/** A text column that is being filled. */
export class TextArena {
  #bytes = new Uint8Array(64 << 10)
  #length = 0
  #ends = new Uint32Array(8192)
  #count = 0

  /** Appends the texts of the picked rows. */
  append(source: Uint8Array, ranges: Ranges, picks: Int32Array, nPicks: number): void {
    this.#room(nPicks)
    const { starts, ends } = ranges
    let at = this.#length
    let bytes = this.#bytes
    for (let i = 0; i < nPicks; i++) {
      const row = picks[i]!
      const start = starts[row]!
      const size = ends[row]! - start
      if (size > 0) {
        if (at + size > bytes.length) bytes = this.#grow(at, at + size)
        if (size <= 40) for (let k = 0; k < size; k++) bytes[at + k] = source[start + k]!
        else bytes.set(source.subarray(start, start + size), at)
        at += size
      }
      this.#ends[this.#count++] = at
    }
    this.#length = at
  }

  appendEmpty(count: number): void {
    this.#room(count)
    this.#ends.fill(this.#length, this.#count, this.#count + count)
    this.#count += count
  }

  take(): TextColumn {
    const column = { bytes: this.#bytes.slice(0, this.#length), ends: this.#ends.slice(0, this.#count) }
    this.#length = 0
    this.#count = 0
    return column
  }

  get sizeBytes(): number {
    return this.#length
  }

  #room(more: number): void {
    if (this.#count + more <= this.#ends.length) return
    const ends = new Uint32Array(Math.max(this.#count + more, this.#ends.length * 2))
    ends.set(this.#ends)
    this.#ends = ends
  }

  #grow(used: number, needed: number): Uint8Array<ArrayBuffer> {
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, used))
    this.#bytes = grown
    return grown
  }
}
