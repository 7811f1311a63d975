import type { CellBatch } from '../cells/cellBatch.ts'

/** Rows that do not come from delimited text: a sheet, JSON lines. */
export interface RecordSource {
  readonly bytesTotal: number
  /** rows up to this line are the header and what stands above it; 0 = all rows are data */
  readonly headerLine: number
  /** may be run once; cells stand in the order of the plan's columns */
  batches(): AsyncIterable<CellBatch>
  close(): Promise<void>
}
