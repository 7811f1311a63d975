import type { CellBatch } from '../cells/cellBatch.ts'

/** Rows that do not come from delimited text (a sheet, JSON lines): the data rows only, header and preamble left out. */
export interface RecordSource {
  readonly bytesTotal: number
  readonly preambleLines: number
  /** may be run once; cells stand in the order of the plan's columns */
  batches(): AsyncIterable<CellBatch>
  close(): Promise<void>
}
