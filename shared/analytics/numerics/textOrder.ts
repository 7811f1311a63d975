import type { TextColumn } from '../../contract/batch.ts'
import { sortedPositions } from './radixSort.ts'

const WORD_BYTES = 4
const MAX_WORDS = 16

/**
 * The place of every text among all of them (0 = first). Texts of digits only come first, in numeric order; the others
 * by their bytes. Equal texts, and texts that agree in their first 60 bytes, keep the column's order. Cost: radix sort,
 * 4 bytes an entry for every 4 bytes of the longest text.
 */
export function textRanks(column: TextColumn): Uint32Array {
  const { bytes, ends } = column
  const n = ends.length
  let longest = 0
  for (let i = 0; i < n; i++) longest = Math.max(longest, ends[i]! - startOf(ends, i))
  const nWords = Math.min(MAX_WORDS, 1 + Math.ceil(longest / WORD_BYTES))
  const words = Array.from({ length: nWords }, () => new Uint32Array(n))
  for (let i = 0; i < n; i++) {
    let start = startOf(ends, i)
    const end = ends[i]!
    const isNumber = isDigits(bytes, start, end)
    while (isNumber && start < end - 1 && bytes[start] === 0x30) start++
    words[0]![i] = isNumber ? end - start : 0xffffffff
    for (let w = 1; w < nWords; w++) {
      const at = start + (w - 1) * WORD_BYTES
      let word = 0
      for (let k = 0; k < WORD_BYTES; k++) word = word * 256 + (at + k < end ? bytes[at + k]! : 0)
      words[w]![i] = word
    }
  }
  const ranks = new Uint32Array(n)
  sortedPositions(words, n).forEach((position, rank) => {
    ranks[position] = rank
  })
  return ranks
}

/** Where text i of a column starts in its bytes. */
export function startOf(ends: Uint32Array, i: number): number {
  return i === 0 ? 0 : ends[i - 1]!
}

function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! < 0x30 || bytes[i]! > 0x39) return false
  return end > start
}
