import type { RejectedRow, RowBatch, RowCounts, TreatmentCode } from '../contract/batch.ts'
import type { FileKind, Mapping } from '../contract/mapping.ts'
import { LineCounter, type BadLine } from './lines.ts'

/** Language of the shop's own words: products, cities, campaigns, headers. */
export type SampleLanguage = 'zh-CN' | 'en'

/** Rows in a batch. */
export const BATCH_ROWS = 16_384

/**
 * One export of the shop, as if it had been read from a UTF-8 CSV with a header in line 1. `batches` may be run once
 * at a time; every batch has arrays of its own. The books balance: read = accepted + rejected + blank; duplicates are
 * for the project to find.
 */
export interface SampleFile {
  readonly fileName: string
  readonly kind: FileKind
  readonly mapping: Mapping
  readonly nRows: number
  readonly counts: RowCounts
  readonly treatments: Readonly<Partial<Record<TreatmentCode, number>>>
  readonly rejects: readonly RejectedRow[]
  batches(): Generator<RowBatch>
}

type Fill = (from: number, to: number, line: Uint32Array) => RowBatch

/** Puts a file together from its accepted rows (numbers 0 .. nRows) and its bad lines. */
export function sampleFile(
  about: Pick<SampleFile, 'fileName' | 'kind' | 'mapping' | 'treatments'>,
  nRows: number,
  bad: readonly BadLine[],
  fill: Fill,
): SampleFile {
  const books = new LineCounter(bad)
  const rejects = books.rejects()
  return {
    ...about,
    nRows,
    rejects,
    counts: {
      rowsRead: nRows + rejects.length + books.nBlank,
      rowsAccepted: nRows,
      rowsRejected: rejects.length,
      rowsDuplicate: 0,
      rowsBlank: books.nBlank,
    },
    *batches() {
      const lines = new LineCounter(bad)
      for (let from = 0; from < nRows; from += BATCH_ROWS) {
        const to = Math.min(nRows, from + BATCH_ROWS)
        const line = new Uint32Array(to - from)
        for (let i = 0; i < line.length; i++) line[i] = lines.next()
        yield fill(from, to, line)
      }
    },
  }
}

/** A batch's columns that every kind has, empty: no refunds, no further events of a row. */
export function plainBatch(
  kind: FileKind,
  line: Uint32Array,
  numbers: RowBatch['numbers'],
  texts: RowBatch['texts'],
): RowBatch {
  const nRows = line.length
  return { kind, nRows, line, event: new Uint8Array(nRows), flags: new Uint8Array(nRows), numbers, texts }
}
