import type { Database } from 'better-sqlite3'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { FileRecord, ReadBooks } from './importFile.ts'
import type { ImportOutcome } from './importOutcome.ts'

/** The record of one import. Books: read = accepted + rejected + duplicate + blank. */
export function reportOf(
  record: FileRecord,
  books: ReadBooks,
  outcome: ImportOutcome,
  nowMs: number,
  elapsedMs: number,
): ImportReport {
  const { file, kind } = record
  const rowsDuplicate = outcome.countDuplicates()
  const treatments = { ...books.treatments }
  if (outcome.identical.size > 0) treatments['identical-kept'] = outcome.identical.size
  if (outcome.droppedRows > 0) treatments['identical-dropped'] = outcome.droppedRows
  return {
    importId: record.importId,
    fileName: file.fileName,
    sheet: file.sheet,
    kind,
    rowsRead: books.rowsRead,
    rowsAccepted: books.rowsAccepted - rowsDuplicate,
    rowsRejected: books.rowsRejected,
    rowsDuplicate,
    rowsBlank: books.rowsBlank,
    rejects: books.rejects,
    treatments,
    preambleLines: books.preambleLines,
    identicalRows: outcome.identical.size,
    customers: outcome.nCustomers,
    customersNew: record.lastNewCustomer - record.firstNewCustomer,
    orders: outcome.nOrders,
    amountMinor: outcome.amountMinor,
    firstDay: outcome.firstDay,
    lastDay: outcome.lastDay,
    encoding: file.readAs.encoding ?? '',
    delimiter: file.readAs.delimiter ?? '',
    headerLine: file.readAs.headerLine ?? 0,
    mapping: file.mapping,
    elapsedMs: Math.round(elapsedMs),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    importedAtMs: nowMs,
    sha256: books.sha256,
    sameAsImportedAtMs: null,
    undone: false,
  }
}

export function storeReport(
  database: Database,
  record: FileRecord,
  books: ReadBooks,
  report: ImportReport,
): void {
  database
    .prepare(
      `INSERT INTO imports(id, kind, file_name, sheet, size_bytes, sha256, mapping, read_as, imported_at_ms,
         rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_blank, report)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      report.importId,
      report.kind,
      report.fileName,
      report.sheet,
      books.sizeBytes,
      report.sha256,
      JSON.stringify(report.mapping),
      JSON.stringify(record.file.readAs),
      report.importedAtMs,
      report.rowsRead,
      report.rowsAccepted,
      report.rowsRejected,
      report.rowsDuplicate,
      report.rowsBlank,
      JSON.stringify(report),
    )
}
