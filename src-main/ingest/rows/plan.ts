import type { RowBatch, RejectedRow, TreatmentCode } from '../../../shared/contract/batch.ts'
import type { RejectSummary } from '../../../shared/contract/import.ts'
import type { Mapping, ReadAs } from '../../../shared/contract/mapping.ts'
import type { TimeReading } from '../coerce/time.ts'

export type { TimeReading }

/**
 * Everything that reading one table needs; nothing is detected any more. `columns` are the unique, trimmed names in
 * the file's order (c1, c2 ... without a header), one per column of the file, empty trailing columns included or not.
 * `readAs` for delimited text has encoding, delimiter, quote and headerLine (0 = none); for xlsx sheet and headerLine.
 */
export interface TablePlan {
  readonly path: string
  /** as people know it */
  readonly fileName: string
  readonly readAs: ReadAs
  readonly mapping: Mapping
  readonly columns: readonly string[]
  /** IANA zone into which times with an offset and unix times are converted */
  readonly timeZone: string
  /** columns whose ids were all written as decimals (`266079.0`) */
  readonly idColumnsWithDecimal?: readonly string[]
  /** by column; absent = auto */
  readonly timeReadings?: Readonly<Record<string, TimeReading>>
  /** ceiling on inflated bytes of a gzip file; absent = only the guard against bombs */
  readonly maxInflatedBytes?: number
  /** what was already done to the file as a whole, e.g. renamed headers; added to the summary */
  readonly treatments?: Readonly<Partial<Record<TreatmentCode, number>>>
}

/** Where rows go. `batch` may answer with a promise: reading waits for it. Arrays may be kept or transferred. */
export interface RowSink {
  batch(batch: RowBatch): void | Promise<void>
  rejects(rows: readonly RejectedRow[]): void
  progress(bytesDone: number, bytesTotal: number, rowsRead: number): void
  isCancelled(): boolean
}

/** The books of one reading: rowsRead = rowsAccepted + rowsRejected + rowsBlank. Duplicates are the writer's. */
export interface ReadSummary {
  readonly rowsRead: number
  readonly rowsAccepted: number
  readonly rowsRejected: number
  readonly rowsBlank: number
  readonly rejects: readonly RejectSummary[]
  /** accepted rows on which each treatment was used (file treatments: as counted by whoever did them) */
  readonly treatments: Readonly<Partial<Record<TreatmentCode, number>>>
  /** of the file as it lies on the disk, hex */
  readonly sha256: string
  readonly preambleLines: number
  /** over accepted rows with a time */
  readonly firstDay: number | null
  readonly lastDay: number | null
  /** net of the accepted rows, minor units (purchases) */
  readonly amountMinor: number
  /** size on disk */
  readonly sizeBytes: number
  readonly compressed: boolean
}
