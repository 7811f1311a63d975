import { createHash, type Hash } from 'node:crypto'
import type { RejectedRow, RowBatch } from '../../shared/contract/batch.ts'
import type { RejectSummary } from '../../shared/contract/import.ts'
import type { ReadAs } from '../../shared/contract/mapping.ts'

const SAMPLE_LINES = 5

/** As what the sample's files would have been read. */
export const SAMPLE_READ_AS: ReadAs = {
  format: 'delimited',
  encoding: 'utf-8',
  delimiter: ',',
  headerLine: 1,
}

/** Rejects by reason, in the order in which the reasons turn up. */
export function summarise(rejects: readonly RejectedRow[]): RejectSummary[] {
  const byCode = new Map<string, RejectedRow[]>()
  for (const row of rejects) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row])
  return [...byCode.values()].flatMap((rows) => {
    const [first] = rows
    if (first === undefined) return []
    return {
      code: first.code,
      rows: rows.length,
      amountMinor: rows.reduce((sum, row) => sum + row.amountMinor, 0),
      lines: rows.slice(0, SAMPLE_LINES).map((row) => row.line),
      sample: first.sample,
      column: first.column,
    }
  })
}

/** A file that was never on a disk is known by its columns: their hash and their size stand for those of its bytes. */
export class ColumnDigest {
  sizeBytes = 0
  readonly #hash: Hash = createHash('sha256')

  add(batch: RowBatch): void {
    for (const [name, column] of Object.entries(batch.numbers)) this.#take(name, column)
    for (const [name, { bytes, ends }] of Object.entries(batch.texts)) {
      this.#take(name, ends)
      this.#take('', bytes)
    }
  }

  hex(): string {
    return this.#hash.digest('hex')
  }

  #take(name: string, column: Float64Array | Uint32Array | Uint8Array): void {
    this.#hash.update(name).update(column)
    this.sizeBytes += column.byteLength
  }
}
