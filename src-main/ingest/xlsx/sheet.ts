import type { CellBatch, RowFault, TextRow } from '../cells/cellBatch.ts'
import type { XlsxLimits } from './limits.ts'
import type { NumberStyle } from './numberFormats.ts'
import type { Package } from './package.ts'
import type { SharedStrings } from './sharedStrings.ts'

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

/** What the workbook's parts have in common. */
export interface WorkbookContext {
  readonly package: Package
  readonly strings: SharedStrings
  readonly styles: readonly NumberStyle[]
  readonly date1904: boolean
  readonly limits: XlsxLimits
  readonly isCancelled: () => boolean
}
