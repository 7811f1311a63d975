import type { RowBatch, TextColumn } from '../../../shared/contract/batch.ts'
import type { FileKind } from '../../../shared/contract/mapping.ts'
import type { Ranges } from './blockCells.ts'
import { TextArena } from './textArena.ts'

/** A batch goes out at the first block's end at which it has so many rows or bytes of text. */
const FULL_ROWS = 8192
const FULL_BYTES = 16 << 20

/** Rows as columns, filled block by block: first `add` for every event, then `texts` once a column. */
export class BatchBuilder {
  readonly kind: FileKind
  nRows = 0
  /** rows of the block in hand, in the order of `add`: the block's row of each */
  picks: Int32Array
  nPicks = 0
  readonly numbers: Record<string, Float64Array> = {}
  #line: Uint32Array
  #event: Uint8Array
  #flags: Uint8Array
  readonly #texts: Record<string, TextArena> = {}

  constructor(kind: FileKind, maxBlockRows: number, numbers: readonly string[], texts: readonly string[]) {
    const capacity = FULL_ROWS + maxBlockRows * 2
    this.kind = kind
    this.picks = new Int32Array(maxBlockRows * 2)
    this.#line = new Uint32Array(capacity)
    this.#event = new Uint8Array(capacity)
    this.#flags = new Uint8Array(capacity)
    for (const name of numbers) this.numbers[name] = new Float64Array(capacity)
    for (const name of texts) this.#texts[name] = new TextArena()
  }

  /** Place of the new row in the number columns. At most two events a block row. */
  add(blockRow: number, line: number, event: number, flags: number): number {
    const row = this.nRows++
    this.#line[row] = line
    this.#event[row] = event
    this.#flags[row] = flags
    this.picks[this.nPicks++] = blockRow
    return row
  }

  texts(name: string, source: Uint8Array, ranges: Ranges): void {
    this.#texts[name]!.append(source, ranges, this.picks, this.nPicks)
  }

  /** A column that has nothing to say about the rows of this block. */
  noTexts(name: string): void {
    this.#texts[name]!.appendEmpty(this.nPicks)
  }

  /** The batch when it is full, or when anything is there and `force`. */
  take(force: boolean): RowBatch | null {
    this.nPicks = 0
    if (this.nRows === 0 || (!force && !this.#isFull())) return null
    const n = this.nRows
    const numbers: Record<string, Float64Array> = {}
    for (const [name, values] of Object.entries(this.numbers)) numbers[name] = values.slice(0, n)
    const texts: Record<string, TextColumn> = {}
    for (const [name, arena] of Object.entries(this.#texts)) texts[name] = arena.take()
    this.nRows = 0
    return {
      kind: this.kind,
      nRows: n,
      line: this.#line.slice(0, n),
      event: this.#event.slice(0, n),
      flags: this.#flags.slice(0, n),
      numbers,
      texts,
    }
  }

  #isFull(): boolean {
    if (this.nRows >= FULL_ROWS) return true
    return Object.values(this.#texts).some((arena) => arena.sizeBytes >= FULL_BYTES)
  }
}
