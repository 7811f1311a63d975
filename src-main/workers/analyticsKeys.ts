import { startOf, textRanks } from '../../shared/analytics/numerics/textOrder.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'

/** The customers' original keys: read one, rank all, search. */
export class AnalyticsKeys {
  readonly #column: TextColumn
  readonly #decoder = new TextDecoder()
  #ranks: Uint32Array | null = null
  #folded: Uint8Array | null = null

  constructor(column: TextColumn) {
    this.#column = column
  }

  at(customer: number): string {
    const { bytes, ends } = this.#column
    return this.#decoder.decode(bytes.subarray(startOf(ends, customer), ends[customer]))
  }

  ranks(): Uint32Array {
    this.#ranks ??= textRanks(this.#column)
    return this.#ranks
  }

  /** Marks the customers whose key contains the text, whatever its case; null when the text is blank. */
  search(text: string): Uint8Array | null {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return null
    const found = new Uint8Array(this.#column.ends.length)
    const needle = new TextEncoder().encode(wanted)
    if (needle.length === wanted.length) this.#searchAscii(needle, found)
    else for (let c = 0; c < found.length; c++) found[c] = Number(this.at(c).toLowerCase().includes(wanted))
    return found
  }

  #searchAscii(needle: Uint8Array, found: Uint8Array): void {
    const { ends } = this.#column
    this.#folded ??= this.#column.bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))
    const folded = this.#folded
    for (let c = 0; c < found.length; c++) {
      const last = (ends[c] ?? 0) - needle.length
      for (let at = startOf(ends, c); at <= last; at++) {
        let k = 0
        while (k < needle.length && folded[at + k] === needle[k]) k++
        if (k === needle.length) {
          found[c] = 1
          break
        }
      }
    }
  }
}
