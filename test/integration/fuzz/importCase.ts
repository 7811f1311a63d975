import type { Database } from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { AppError, type AppErrorCode } from '../../../shared/contract/errors.ts'
import type { ImportReport, TablePreview } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { planFor } from '../../../src-main/ingest/preview/planFor.ts'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import { readTable } from '../../../src-main/ingest/rows/readTable.ts'
import type { WritableProject } from '../../../src-main/project/project.ts'
import { beginImport, type ImportJob } from '../../../src-main/project/session/importJob.ts'

const TIME_ZONE = 'Asia/Shanghai'
const TABLES = [
  'imports',
  'rejects',
  'customers',
  'purchases',
  'superseded_purchases',
  'behaviours',
  'contacts',
  'superseded_contacts',
  'customer_attributes',
  'ledger_chunks',
  'ledger_columns',
] as const

/** What came of one case: an error's code, or the rows that were read and kept. */
export interface CaseOutcome {
  readonly code: AppErrorCode | 'imported'
  readonly rowsRead: number
  readonly rowsAccepted: number
}

export async function previewOf(path: string, name: string, mapping?: Mapping): Promise<TablePreview[]> {
  const options = { timeZone: TIME_ZONE, currency: 'CNY' }
  return previewFile(path, name, mapping === undefined ? options : { ...options, mapping })
}

/**
 * Previews and imports the bytes as a person would (under the proposed mapping, else under the one of the clean file)
 * and checks the project afterwards. Throws on anything that must not happen.
 */
export async function importCase(
  project: WritableProject,
  path: string,
  name: string,
  bytes: Buffer,
  cleanMapping: Mapping,
): Promise<CaseOutcome> {
  writeFileSync(path, bytes)
  const before = project.read(counts)
  try {
    const previews = await previewOf(path, name)
    const tables = previews.filter((preview) => preview.verdict !== 'refused')
    const reports = await runImport(project, path, tables.length > 0 ? tables : previews, cleanMapping)
    project.read((database) => {
      requireSound(database)
      for (const report of reports) requireBalanced(database, report)
    })
    const sum = (of: (report: ImportReport) => number): number =>
      reports.reduce((total, report) => total + of(report), 0)
    return {
      code: 'imported',
      rowsRead: sum((report) => report.rowsRead),
      rowsAccepted: sum((report) => report.rowsAccepted),
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    project.read(requireSound)
    const after = project.read(counts)
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      throw new Error(`a failed import changed the project: ${JSON.stringify({ before, after })}`, {
        cause: error,
      })
    }
    return { code: error.code, rowsRead: 0, rowsAccepted: 0 }
  }
}

async function runImport(
  project: WritableProject,
  path: string,
  previews: readonly TablePreview[],
  cleanMapping: Mapping,
): Promise<ImportReport[]> {
  const plans = previews.map((preview) => planFor(path, preview, preview.mapping ?? cleanMapping, TIME_ZONE))
  const job: ImportJob = beginImport(
    project,
    plans.map((plan) => plan.mapping),
  )
  try {
    for (const plan of plans) {
      const { fileName, mapping, readAs } = plan
      job.beginFile({ fileName, sheet: readAs.sheet ?? null, mapping, readAs })
      const summary = await readTable(plan, {
        batch: (batch) => job.write(batch),
        rejects: (rows) => job.rejects(rows),
        progress: () => undefined,
        isCancelled: () => false,
      })
      job.endFile({ ...summary, elapsedMs: 0 })
    }
    return job.finish(1_700_000_000_000, () => undefined)
  } catch (error) {
    job.rollback()
    throw error
  }
}

function counts(database: Database): Record<string, number> {
  return Object.fromEntries(
    TABLES.map((table) => [
      table,
      database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1,
    ]),
  )
}

function requireSound(database: Database): void {
  const found = database.pragma('integrity_check', { simple: true })
  if (found !== 'ok') throw new Error(`integrity_check: ${String(found)}`)
  if (database.inTransaction) throw new Error('a transaction was left open')
}

function requireBalanced(database: Database, report: ImportReport): void {
  const { rowsRead, rowsAccepted, rowsRejected, rowsDuplicate, rowsBlank, importId } = report
  const fail = (what: string): never => {
    throw new Error(`${what}: ${JSON.stringify({ ...report, mapping: undefined })}`)
  }
  if (rowsRead !== rowsAccepted + rowsRejected + rowsDuplicate + rowsBlank) fail('books do not balance')
  const byCode = report.rejects.reduce((sum, reject) => sum + reject.rows, 0)
  if (byCode !== rowsRejected) fail('rejects by code are not the rejected rows')
  const numbers = Object.values(report).filter((value) => typeof value === 'number')
  if (!numbers.every(Number.isSafeInteger)) {
    if (!numbers.every(Number.isFinite)) fail('a number that is none')
  }
  const ids = [importId * 2 ** 34, (importId + 1) * 2 ** 34] as const
  const stored = (table: string): number =>
    database
      .prepare<[number, number], number>(`SELECT count(*) FROM ${table} WHERE id >= ? AND id < ?`)
      .pluck()
      .get(...ids) ?? -1
  if (stored('rejects') !== rowsRejected) fail('stored rejects are not the rejected rows')
  if (report.kind === 'customers') return
  const lines = database
    .prepare<[number, number], number>(
      `SELECT count(DISTINCT id >> 2) FROM ${report.kind} WHERE id >= ? AND id < ?`,
    )
    .pluck()
    .get(...ids)
  if (lines !== rowsAccepted) fail(`${lines} lines are stored`)
}
