import { AppError } from '../../../shared/contract/errors.ts'
import type { CellBatch, RowFault, TextRow } from './cellBatch.ts'

/** Ceilings against hostile archives. */
export interface XlsxLimits {
  /** bytes that all parts together may inflate to */
  readonly inflatedBytes: number
  /** inflated bytes per compressed byte, looked at once a part has inflated to 64 MB */
  readonly ratio: number
  readonly entries: number
  readonly depth: number
  readonly cellBytes: number
  readonly columns: number
}

export interface OpenOptions {
  readonly limits?: Partial<XlsxLimits>
  /** polled between chunks; true ends the reading with AppError `cancelled` */
  readonly isCancelled?: () => boolean
}

export interface RowsOptions {
  /** rows per batch at most, 1,000 if absent */
  readonly batchRows?: number
  /** stop after so many rows (preview) */
  readonly maxRows?: number
  readonly isCancelled?: () => boolean
}

export interface SheetRows {
  readonly rows: readonly TextRow[]
  readonly faults: readonly RowFault[]
  readonly treatments: CellBatch['treatments']
  readonly bytesDone: number
}

/** One worksheet. `line` of its rows is the sheet's own 1-based row number. Dates come as `yyyy-MM-dd[ HH:mm:ss]`. */
export interface Sheet {
  readonly name: string
  readonly visibility: 'visible' | 'hidden' | 'veryHidden'
  /** compressed bytes of its part: the total for `bytesDone` */
  readonly sizeBytes: number
  /** fast: UTF-8 cells in flat buffers */
  batches(options?: RowsOptions): AsyncIterable<CellBatch>
  /** convenient: the same rows as strings */
  rows(options?: RowsOptions): AsyncIterable<SheetRows>
}

export interface Workbook {
  /** worksheets in the workbook's order, hidden ones too */
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  close(): Promise<void>
}

/** Fails with `file-damaged`, `format-unknown` (encrypted, .xls), `archive-too-large`, `file-unreadable`. */
export async function openWorkbook(path: string, _options: OpenOptions = {}): Promise<Workbook> {
  return Promise.reject(new AppError('format-unknown', { file: path, format: 'xlsx' }))
}
