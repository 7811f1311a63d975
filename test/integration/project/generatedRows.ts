import type { RowBatch } from '../../../shared/contract/batch.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import type { ReadBooks } from '../../../src-main/project/session/importFile.ts'

export const GENERATED_MAPPING: Mapping = {
  kind: 'purchases',
  columns: { customer: 'customer', order: 'order', time: 'time', amount: 'amount' },
}

/** Rows first .. first + nRows of an endless list; `seed` makes another list. */
export function generatedBatch(first: number, nRows: number, seed: number): RowBatch {
  const column = (width: number, value: (row: number) => number) => {
    const bytes = new Uint8Array(nRows * width)
    const ends = new Uint32Array(nRows)
    for (let i = 0; i < nRows; i++) {
      let rest = value(first + i)
      for (let k = width - 1; k >= 0; k--) {
        bytes[i * width + k] = 48 + (rest % 10)
        rest = Math.floor(rest / 10)
      }
      ends[i] = (i + 1) * width
    }
    return { bytes, ends }
  }
  const mixed = (row: number): number => Math.imul(row + seed * 7919, 0x9e3779b1) >>> 0
  return {
    kind: 'purchases',
    nRows,
    line: Uint32Array.from({ length: nRows }, (_, i) => first + i + 2),
    event: new Uint8Array(nRows),
    flags: new Uint8Array(nRows),
    numbers: {
      timeSeconds: Float64Array.from({ length: nRows }, (_, i) => 1_600_000_000 + (first + i) * 60 + seed),
      amountMinor: Float64Array.from({ length: nRows }, (_, i) => (mixed(first + i) % 90_000) + 100),
      quantity: new Float64Array(nRows).fill(1),
    },
    texts: {
      customer: column(6, (row) => mixed(row) % 20_000),
      order: column(9, (row) => row),
    },
  }
}

export function generatedBooks(nRows: number): ReadBooks {
  return {
    rowsRead: nRows,
    rowsAccepted: nRows,
    rowsRejected: 0,
    rowsBlank: 0,
    rejects: [],
    treatments: {},
    sha256: '0'.repeat(64),
    preambleLines: 0,
    sizeBytes: nRows,
    elapsedMs: 0,
  }
}
