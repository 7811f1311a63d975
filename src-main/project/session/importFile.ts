import type { TreatmentCode } from '../../../shared/contract/batch.ts'
import type { RejectSummary } from '../../../shared/contract/import.ts'
import type { FileKind, Mapping, ReadAs } from '../../../shared/contract/mapping.ts'

/** A table that is about to be imported. */
export interface ImportFile {
  readonly fileName: string
  readonly sheet: string | null
  readonly mapping: Mapping
  readonly readAs: ReadAs
}

/** The books of one reading as the reader keeps them: rowsRead = rowsAccepted + rowsRejected + rowsBlank. */
export interface ReadBooks {
  readonly rowsRead: number
  readonly rowsAccepted: number
  readonly rowsRejected: number
  readonly rowsBlank: number
  readonly rejects: readonly RejectSummary[]
  readonly treatments: Readonly<Partial<Record<TreatmentCode, number>>>
  readonly sha256: string
  readonly preambleLines: number
  readonly sizeBytes: number
  readonly elapsedMs: number
}

/** Counts by kind of row that stand in a file's record. */
export interface FileRecord {
  readonly importId: number
  readonly kind: FileKind
  readonly file: ImportFile
  readonly firstNewCustomer: number
  books: ReadBooks | null
  lastNewCustomer: number
}
