import type { RowBatch, TextColumn } from '../../../shared/contract/batch.ts'
import { Hash64 } from './hash64.ts'

/**
 * Hashes of a column's texts. `repeats[i]` = 1: text i is the one before it (rows of an order stand together), `low` and
 * `high` are then those of that one. Empty texts have 0, 0.
 */
export interface TextHashes {
  readonly low: Uint32Array
  readonly high: Uint32Array
  readonly repeats: Uint8Array
}

/** The fields whose texts are looked up row by row. */
const FIELDS = [
  'customer',
  'order',
  'lineId',
  'event',
  'product',
  'category',
  'channel',
  'campaign',
  'variant',
] as const

/** Hashes of the columns that are looked up row by row; whoever has time to spare makes them. */
export type BatchHashes = Readonly<Partial<Record<(typeof FIELDS)[number], TextHashes>>>

export function hashBatch({ kind, nRows, texts }: RowBatch): BatchHashes {
  // whatever else a customer has is an attribute of its own words
  const fields = kind === 'customers' ? FIELDS.slice(0, 1) : FIELDS
  const hashes: Partial<Record<(typeof FIELDS)[number], TextHashes>> = {}
  for (const field of fields) {
    const column = texts[field]
    if (column !== undefined) hashes[field] = hashTexts(column, nRows)
  }
  return hashes
}

export function hashTexts({ bytes, ends }: TextColumn, n: number): TextHashes {
  const low = new Uint32Array(n)
  const high = new Uint32Array(n)
  const repeats = new Uint8Array(n)
  const hash = new Hash64()
  let before = 0
  let start = 0
  for (let i = 0; i < n; i++) {
    const end = ends[i] ?? start
    if (i > 0 && end - start === start - before && isSame(bytes, before, start, end)) {
      repeats[i] = 1
      low[i] = low[i - 1] ?? 0
      high[i] = high[i - 1] ?? 0
    } else if (end > start) {
      hash.of(bytes, start, end)
      low[i] = hash.low
      high[i] = hash.high
    }
    before = start
    start = end
  }
  return { low, high, repeats }
}

/** Whether bytes[start .. end) repeats the text that begins at `before` and ends where this one starts. */
function isSame(bytes: Uint8Array, before: number, start: number, end: number): boolean {
  let at = before
  for (let i = start; i < end; i++) if (bytes[at++] !== bytes[i]) return false
  return true
}
