import type { Database } from 'better-sqlite3'
import type { RejectedRow } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { MINOR_PER_UNIT } from '../../../shared/contract/money.ts'
import { writeCsv, type CsvCell } from '../csv.ts'
import { IDS_PER_IMPORT } from '../ids.ts'
import type { ReadableProject } from '../project.ts'

/** Records of all imports, newest first, undone ones among them. */
export function listImports(project: ReadableProject): ImportReport[] {
  return project.read((database) =>
    database
      .prepare<[], { report: string; undone: number | null }>(
        'SELECT report, undone_at_ms AS undone FROM imports ORDER BY id DESC',
      )
      .all()
      .map(({ report, undone }) => reportFrom(report, undone)),
  )
}

/** A page of an import's rejected rows, by line. */
export function rejectsPage(
  project: ReadableProject,
  importId: number,
  page: { readonly code?: string; readonly offset: number; readonly limit: number },
): { total: number; rows: RejectedRow[] } {
  return project.read((database) => {
    requireImport(database, importId)
    const { where, values } = rejectsOf(importId, page.code)
    const total =
      database
        .prepare<unknown[], number>(`SELECT count(*) FROM rejects ${where}`)
        .pluck()
        .get(...values) ?? 0
    const rows = database
      .prepare<unknown[], RejectedRow & { id: number }>(
        `${SELECT_REJECTS} ${where} ORDER BY id LIMIT ? OFFSET ?`,
      )
      .all(...values, page.limit, page.offset)
      .map(({ id: _id, ...row }) => row)
    return { total, rows }
  })
}

/** Writes an import's rejected rows with line, reason and the raw line. `words` turns a code into a sentence. */
export function exportRejects(
  project: ReadableProject,
  importId: number,
  path: string,
  words: (code: string) => string = (code) => code,
): { rows: number } {
  project.read((database) => {
    requireImport(database, importId)
  })
  return writeCsv(path, REJECT_HEADER, rejectCells(project, importId, words))
}

const REJECT_HEADER = ['line', 'reason', 'column', 'value', 'amount', 'row']

function* rejectCells(
  project: ReadableProject,
  importId: number,
  words: (code: string) => string,
): Generator<CsvCell[]> {
  let from = importId * IDS_PER_IMPORT
  const to = from + IDS_PER_IMPORT
  for (;;) {
    const block = project.read((database) =>
      database
        .prepare<[number, number, number], RejectedRow & { id: number }>(
          `${SELECT_REJECTS} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?`,
        )
        .all(from, to, REJECTS_A_BLOCK),
    )
    for (const { line, code, column, sample, raw, amountMinor } of block) {
      const amount = amountMinor === 0 ? null : amountMinor / MINOR_PER_UNIT
      yield [line, words(code), column, sample, amount, raw]
    }
    const last = block.at(-1)
    if (last === undefined) return
    from = last.id + 1
  }
}

/** An import that a file may repeat: same size, same mapping, not undone. */
export interface PossibleRepeat {
  readonly sha256: string
  readonly report: ImportReport
}

/**
 * Earlier imports that a file of this size, sheet and mapping may be a repetition of; the caller compares the hash. An
 * import is no longer one when an older import of its kind was undone since: its copies are wanted now.
 */
export function possibleRepeats(
  project: ReadableProject,
  file: { readonly sizeBytes: number; readonly sheet: string | null; readonly mapping: Mapping },
): PossibleRepeat[] {
  return project.read((database) =>
    database
      .prepare<[number, string, string | null], { sha256: string; report: string }>(
        `SELECT sha256, report FROM imports i
         WHERE size_bytes = ? AND mapping = ? AND sheet IS ? AND undone_at_ms IS NULL
           AND NOT EXISTS (SELECT 1 FROM imports u WHERE u.kind = i.kind AND u.id < i.id AND u.undone_at_ms > i.imported_at_ms)`,
      )
      .all(file.sizeBytes, JSON.stringify(file.mapping), file.sheet)
      .map(({ sha256, report }) => ({ sha256, report: reportFrom(report, null) })),
  )
}

/** The books of importing a file that was imported before: nothing is read, all that was taken then is a duplicate now. */
export function repeatedReport(earlier: ImportReport): ImportReport {
  return {
    ...earlier,
    rowsAccepted: 0,
    rowsDuplicate: earlier.rowsAccepted + earlier.rowsDuplicate,
    identicalRows: 0,
    customers: 0,
    customersNew: 0,
    orders: 0,
    amountMinor: 0,
    elapsedMs: 0,
    sameAsImportedAtMs: earlier.sameAsImportedAtMs ?? earlier.importedAtMs,
  }
}

const REJECTS_A_BLOCK = 5_000
const SELECT_REJECTS =
  'SELECT id, line, code, column_name AS "column", sample, raw, amount_minor AS amountMinor FROM rejects'

function rejectsOf(importId: number, code: string | undefined): { where: string; values: unknown[] } {
  const from = importId * IDS_PER_IMPORT
  return code === undefined
    ? { where: 'WHERE id >= ? AND id < ?', values: [from, from + IDS_PER_IMPORT] }
    : { where: 'WHERE id >= ? AND id < ? AND code = ?', values: [from, from + IDS_PER_IMPORT, code] }
}

function requireImport(database: Database, importId: number): void {
  const known = database.prepare<[number], number>('SELECT 1 FROM imports WHERE id = ?').pluck().get(importId)
  if (known === undefined) throw new AppError('import-not-found', { importId })
}

function reportFrom(json: string, undone: number | null): ImportReport {
  return { ...(JSON.parse(json) as ImportReport), undone: undone !== null }
}
