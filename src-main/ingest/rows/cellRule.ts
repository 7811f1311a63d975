import { dictionaryOf, startsWith, type ByteDictionary } from '../coerce/byteDictionary.ts'
import type { BlockCells, Ranges } from './blockCells.ts'

/** A rule on one column's text, upper and lower case alike; without any condition it holds where the cell is filled. */
export class CellRule {
  readonly #cells: Ranges
  readonly #prefix: Uint8Array | null
  readonly #words: ByteDictionary | null

  constructor(
    cells: BlockCells,
    column: number,
    rule: { readonly startsWith?: string | undefined; readonly equals?: readonly string[] | undefined },
  ) {
    this.#cells = cells.request(column, 'text')
    this.#prefix = rule.startsWith === undefined ? null : new TextEncoder().encode(rule.startsWith)
    this.#words = rule.equals === undefined ? null : dictionaryOf(rule.equals)
  }

  holds(bytes: Uint8Array, row: number): boolean {
    const start = this.#cells.starts[row]!
    const end = this.#cells.ends[row]!
    if (start >= end) return false
    if (this.#prefix === null && this.#words === null) return true
    if (this.#prefix !== null && startsWith(bytes, start, end, this.#prefix)) return true
    return this.#words !== null && this.#words.get(bytes, start, end) >= 0
  }
}
