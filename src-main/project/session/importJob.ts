import type { Database } from 'better-sqlite3'
import type { RejectedRow, RowBatch } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { FileKind, Mapping } from '../../../shared/contract/mapping.ts'
import { noteCounts } from '../counts.ts'
import { MOST_IMPORTS } from '../ids.ts'
import { hashBatch, type BatchHashes } from '../keys/textHashes.ts'
import type { MergeHelper } from '../ledger/mergeHelper.ts'
import { CHUNK_LAYOUT, type ChunkLayout } from '../ledger/mergeLedger.ts'
import { stampLedgers } from '../ledger/stamp.ts'
import { raiseRevision } from '../meta.ts'
import { createEditMarks, dropEditMarks } from '../migrations/0003-edit-marks.ts'
import type { WritableProject } from '../project.ts'
import { BehaviourRows } from './behaviourRows.ts'
import { ContactRows } from './contactRows.ts'
import { CustomerRows } from './customerRows.ts'
import { ImportContext } from './importContext.ts'
import type { FileRecord, ImportFile, ReadBooks } from './importFile.ts'
import type { ImportOutcome } from './importOutcome.ts'
import { PurchaseRows } from './purchaseRows.ts'
import { RejectRows } from './rejectRows.ts'
import { reportOf, storeReport } from './reports.ts'
import { StagingFolder } from './stagingFolder.ts'

type Phase = 'matching' | 'ledger' | 'saving'

interface KindRows {
  beginFile(importId: number, dropsIdentical: boolean): void
  write(batch: RowBatch, hashes: BatchHashes, importId: number): void
  readTo?(share: number): void
  outcomeOf(importId: number): ImportOutcome
  finish(progress: (phase: Phase, share: number) => void): void
  close?(): void
}

/** Starts an import: takes the write lock, or fails with `project-busy`. `planned`: the files' mappings, in order. */
export function beginImport(
  project: WritableProject,
  planned: readonly Mapping[],
  layout: ChunkLayout = CHUNK_LAYOUT,
): ImportJob {
  return project.read((database) => new ImportJob(project, database, planned, layout))
}

/**
 * One import of one or more files in one transaction: `beginFile`, any number of `write` and `rejects`, `endFile`, and
 * again for the next file; then `finish`, or `rollback`, which leaves the project as it was. So does killing the process.
 */
export class ImportJob {
  readonly #project: WritableProject
  readonly #database: Database
  readonly #planned: readonly Mapping[]
  readonly #context: ImportContext
  readonly #rejects: RejectRows
  readonly #files: FileRecord[] = []
  readonly #rows = new Map<FileKind, KindRows>()
  #nextImportId: number
  #isOpen = true

  constructor(
    project: WritableProject,
    database: Database,
    planned: readonly Mapping[],
    layout: ChunkLayout,
  ) {
    this.#project = project
    this.#database = database
    this.#planned = planned
    database.exec('BEGIN IMMEDIATE')
    try {
      this.#context = new ImportContext(database, new StagingFolder(project.path), layout)
      dropEditMarks((sql) => database.exec(sql))
      this.#rejects = new RejectRows(database)
      const last = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM imports').pluck().get() ?? 0
      this.#nextImportId = last + 1
    } catch (thrown) {
      database.exec('ROLLBACK')
      throw thrown
    }
  }

  /** Answers the import's number. */
  beginFile(file: ImportFile): number {
    return this.#project.read(() => {
      const importId = this.#nextImportId++
      if (importId > MOST_IMPORTS) throw new AppError('internal', { message: 'too many imports' })
      const { kind } = file.mapping
      const nCustomers = this.#context.dictionary('customers').size
      this.#files.push({
        importId,
        kind,
        file,
        firstNewCustomer: nCustomers,
        lastNewCustomer: nCustomers,
        books: null,
      })
      this.#rowsOf(kind).beginFile(importId, file.mapping.dropIdentical === true)
      return importId
    })
  }

  /** `hashes`: of this batch, where another thread has made them already. */
  write(batch: RowBatch, hashes: BatchHashes = hashBatch(batch)): void {
    const { importId, kind } = this.#current()
    if (batch.kind !== kind) throw new AppError('internal', { message: `${batch.kind} in a file of ${kind}` })
    this.#project.read(() => {
      this.#rowsOf(kind).write(batch, hashes, importId)
    })
  }

  /** A hint: how much of the file's bytes is behind what was written, 0..1. */
  readTo(share: number): void {
    const { kind } = this.#current()
    this.#project.read(() => {
      this.#rowsOf(kind).readTo?.(share)
    })
  }

  rejects(rows: readonly RejectedRow[]): void {
    const { importId } = this.#current()
    this.#project.read(() => {
      this.#rejects.write(rows, importId)
    })
  }

  endFile(books: ReadBooks): void {
    const file = this.#current()
    file.books = books
    file.lastNewCustomer = this.#context.dictionary('customers').size
  }

  /**
   * Matches, builds the ledger, commits. `progress` may throw to stop; the caller then rolls back. `helper`: a thread
   * that shares the work.
   */
  finish(
    nowMs: number,
    progress: (phase: Phase, share: number) => void,
    helper: MergeHelper | null = null,
  ): ImportReport[] {
    return this.#project.read((database) => {
      this.#context.helper = helper
      const begun = performance.now()
      this.#rejects.finish()
      for (const rows of this.#rows.values()) rows.finish(progress)
      progress('saving', 0)
      this.#context.storeDictionaries()
      progress('saving', 0.5)
      createEditMarks((sql) => database.exec(sql))
      stampLedgers(database)
      noteCounts(database)
      const total = this.#files.reduce((sum, file) => sum + (file.books?.rowsRead ?? 0), 0)
      const reports = this.#files.map((file) => {
        const share = total === 0 ? 1 / this.#files.length : (file.books?.rowsRead ?? 0) / total
        return this.#store(file, nowMs, (performance.now() - begun) * share)
      })
      raiseRevision(database)
      progress('saving', 0.9)
      database.exec('COMMIT')
      this.#isOpen = false
      this.#context.detach()
      this.#context.staging.remove()
      return reports
    })
  }

  /** Leaves everything as it was; may be called at any time and more than once. */
  rollback(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const rows of this.#rows.values()) rows.close?.()
    try {
      this.#project.read((database) => {
        if (database.inTransaction) database.exec('ROLLBACK')
        this.#context.detach()
      })
    } finally {
      this.#context.staging.remove()
    }
  }

  #store(file: FileRecord, nowMs: number, finishMs: number): ImportReport {
    if (file.books === null) throw new AppError('internal', { message: 'a file was not read to its end' })
    const rows = this.#rowsOf(file.kind)
    const outcome = rows.outcomeOf(file.importId)
    const report = reportOf(file, file.books, outcome, nowMs, file.books.elapsedMs + finishMs)
    storeReport(this.#database, file, file.books, report)
    return report
  }

  #current(): FileRecord {
    const file = this.#files.at(-1)
    if (file === undefined || file.books !== null)
      throw new AppError('internal', { message: 'no file is open' })
    return file
  }

  #rowsOf(kind: FileKind): KindRows {
    let rows = this.#rows.get(kind)
    if (rows === undefined) {
      rows = this.#newRows(kind)
      this.#rows.set(kind, rows)
    }
    return rows
  }

  #newRows(kind: FileKind): KindRows {
    switch (kind) {
      case 'purchases':
        return new PurchaseRows(this.#context, this.#isImmediate(kind), this.#planned.some(hasLineIds))
      case 'behaviours':
        return new BehaviourRows(this.#context, this.#isImmediate(kind))
      case 'customers':
        return new CustomerRows(this.#context)
      case 'contacts':
        return new ContactRows(this.#context)
    }
  }

  /** Rows of the only file of its kind have nothing to be compared with in a table that is empty. */
  #isImmediate(kind: 'purchases' | 'behaviours'): boolean {
    const ofKind = this.#planned.filter((mapping) => mapping.kind === kind)
    const [only] = ofKind
    if (ofKind.length !== 1 || only === undefined) return false
    if (only.dropIdentical === true || hasLineIds(only)) return false
    const any = this.#database.prepare<[], number>(`SELECT EXISTS (SELECT 1 FROM ${kind})`)
    return any.pluck().get() === 0
  }
}

function hasLineIds({ columns }: Mapping): boolean {
  return columns['lineId'] !== undefined
}
