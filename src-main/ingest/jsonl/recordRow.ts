import type { BatchBuilder } from '../cells/batchBuilder.ts'
import { ByteArena } from '../cells/byteArena.ts'

const NONE = -1
const JOIN = Buffer.from('; ')

/** The cells of one record while it is read; values that share a column (of an array) are joined with `; `. */
export class RecordRow {
  readonly arena = new ByteArena(16 * 1024)
  #first: Int32Array
  #last: Int32Array
  #starts = new Uint32Array(256)
  #ends = new Uint32Array(256)
  #following = new Int32Array(256)
  #nPieces = 0
  readonly #joined = new ByteArena(1024)

  constructor() {
    this.#first = new Int32Array(0)
    this.#last = new Int32Array(0)
  }

  setColumns(nColumns: number): void {
    this.#first = new Int32Array(nColumns).fill(NONE)
    this.#last = new Int32Array(nColumns).fill(NONE)
  }

  clear(): void {
    if (this.#nPieces > 0) this.#first.fill(NONE)
    this.#nPieces = 0
    this.arena.length = 0
  }

  /** arena bytes from `start` on are a value of `column`; not joined, it replaces what the column had */
  put(column: number, start: number, joined: boolean): void {
    const piece = this.#nPieces++
    if (piece === this.#starts.length) this.#grow()
    this.#starts[piece] = start
    this.#ends[piece] = this.arena.length
    this.#following[piece] = NONE
    const last = this.#last[column] ?? NONE
    if (joined && this.#first[column] !== NONE) this.#following[last] = piece
    else this.#first[column] = piece
    this.#last[column] = piece
  }

  emit(builder: BatchBuilder, line: number, cellBytesMax: number): void {
    if (this.#nPieces > 0) {
      for (let column = 0; column < this.#first.length; column++)
        this.#emitCell(builder, column, cellBytesMax)
    }
    builder.endRow(line)
  }

  #emitCell(builder: BatchBuilder, column: number, cellBytesMax: number): void {
    const piece = this.#first[column] ?? NONE
    if (piece === NONE) {
      builder.addEmpty()
      return
    }
    const start = this.#starts[piece] ?? 0
    const end = this.#ends[piece] ?? 0
    if (this.#following[piece] === NONE) {
      addLiteral(builder, this.arena.bytes, start, end, cellBytesMax)
      return
    }
    const joined = this.#joined
    joined.length = 0
    for (let next = piece; next !== NONE; next = this.#following[next] ?? NONE) {
      if (next !== piece) joined.append(JOIN, 0, JOIN.length)
      joined.append(this.arena.bytes, this.#starts[next] ?? 0, this.#ends[next] ?? 0)
    }
    addLiteral(builder, joined.bytes, 0, joined.length, cellBytesMax)
  }

  #grow(): void {
    const size = this.#starts.length * 2
    const starts = new Uint32Array(size)
    const ends = new Uint32Array(size)
    const following = new Int32Array(size)
    starts.set(this.#starts)
    ends.set(this.#ends)
    following.set(this.#following)
    this.#starts = starts
    this.#ends = ends
    this.#following = following
  }
}

const OVERLONG_BYTES_KEPT = 2000

function addLiteral(builder: BatchBuilder, bytes: Uint8Array, start: number, end: number, max: number): void {
  if (end - start > max) builder.addLiteral(bytes, start, start + OVERLONG_BYTES_KEPT, true)
  else builder.addLiteral(bytes, start, end)
}
