import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { RejectedRow, RowBatch, TextColumn } from '../../shared/contract/batch.ts'
import type { ImportReport } from '../../shared/contract/import.ts'
import type { FileKind, Mapping } from '../../shared/contract/mapping.ts'
import type { MergeHelper } from '../../src-main/project/ledger/mergeHelper.ts'
import type { ChunkLayout } from '../../src-main/project/ledger/mergeLedger.ts'
import { createProject, type WritableProject } from '../../src-main/project/project.ts'
import type { ReadBooks } from '../../src-main/project/session/importFile.ts'
import { beginImport } from '../../src-main/project/session/importJob.ts'

/** A row as a test writes it; what is absent is unknown. Times are wall-clock seconds. */
export interface TestRow {
  readonly line: number
  readonly event?: number
  readonly flags?: number
  readonly numbers?: Readonly<Record<string, number>>
  readonly texts: Readonly<Record<string, string>>
}

/** A purchase row in few words. */
export function purchase(
  line: number,
  customer: string,
  timeSeconds: number,
  amountMinor: number,
  more: {
    order?: string
    product?: string
    category?: string
    channel?: string
    lineId?: string
    quantity?: number
    flags?: number
    event?: number
  } = {},
): TestRow {
  const {
    order = '',
    product = '',
    category = '',
    channel = '',
    lineId,
    quantity,
    flags = 0,
    event = 0,
  } = more
  return {
    line,
    event,
    flags,
    numbers: { timeSeconds, amountMinor, quantity: quantity ?? Number.NaN },
    texts: { customer, order, product, category, channel, ...(lineId === undefined ? {} : { lineId }) },
  }
}

/** Rows as the reader thread would send them. */
export function batchOf(kind: FileKind, rows: readonly TestRow[]): RowBatch {
  const names = (pick: (row: TestRow) => object): string[] => [
    ...new Set(rows.flatMap((row) => Object.keys(pick(row)))),
  ]
  const numbers = Object.fromEntries(
    names((row) => row.numbers ?? {}).map((name) => [
      name,
      Float64Array.from(rows, (row) => row.numbers?.[name] ?? Number.NaN),
    ]),
  )
  const texts = Object.fromEntries(
    names((row) => row.texts).map((name) => [name, textColumn(rows.map((row) => row.texts[name] ?? ''))]),
  )
  return {
    kind,
    nRows: rows.length,
    line: Uint32Array.from(rows, (row) => row.line),
    event: Uint8Array.from(rows, (row) => row.event ?? 0),
    flags: Uint8Array.from(rows, (row) => row.flags ?? 0),
    numbers,
    texts,
  }
}

/** Texts as UTF-8 bytes end to end. */
export function textColumn(texts: readonly string[]): TextColumn {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const bytes = new Uint8Array(encoded.reduce((sum, one) => sum + one.length, 0))
  const ends = new Uint32Array(texts.length)
  let at = 0
  encoded.forEach((one, i) => {
    bytes.set(one, at)
    at += one.length
    ends[i] = at
  })
  return { bytes, ends }
}

/** A file of rows to import in a test. */
export interface TestFile {
  readonly kind?: FileKind
  readonly name?: string
  readonly rows: readonly TestRow[]
  readonly mapping?: Partial<Mapping>
  readonly rejects?: readonly RejectedRow[]
  readonly blank?: number
  readonly treatments?: ReadBooks['treatments']
  readonly sha256?: string
}

/** How files are imported in a test. */
export interface ImportOptions {
  readonly nowMs?: number
  readonly batchRows?: number
  readonly layout?: ChunkLayout
  readonly helper?: MergeHelper
}

/** Imports files in one job through the same doors as the pipeline. */
export function importFiles(
  project: WritableProject,
  files: readonly TestFile[],
  options: ImportOptions = {},
): ImportReport[] {
  const mappings = files.map(mappingOf)
  const job = beginImport(project, mappings, options.layout)
  try {
    files.forEach((file, i) => {
      const mapping = mappings[i] ?? mappingOf(file)
      job.beginFile({ fileName: file.name ?? `file-${i + 1}.csv`, sheet: null, mapping, readAs: {} })
      const batchRows = options.batchRows ?? 1000
      for (let from = 0; from < file.rows.length; from += batchRows) {
        job.write(batchOf(mapping.kind, file.rows.slice(from, from + batchRows)))
      }
      if (file.rejects !== undefined) job.rejects(file.rejects)
      job.endFile(booksOf(file))
    })
    return job.finish(options.nowMs ?? 1_700_000_000_000, () => undefined, options.helper)
  } catch (thrown) {
    job.rollback()
    throw thrown
  }
}

function mappingOf(file: TestFile): Mapping {
  const columns = { customer: 'customer', time: 'time', amount: 'amount', order: 'order' }
  return { kind: file.kind ?? 'purchases', columns, ...file.mapping }
}

/** The books of reading a test file. */
export function booksOf(file: TestFile): ReadBooks {
  const rowsAccepted = new Set(file.rows.map((row) => row.line)).size
  const rowsRejected = file.rejects?.length ?? 0
  const rowsBlank = file.blank ?? 0
  return {
    rowsRead: rowsAccepted + rowsRejected + rowsBlank,
    rowsAccepted,
    rowsRejected,
    rowsBlank,
    rejects: [],
    treatments: file.treatments ?? {},
    sha256: file.sha256 ?? '0'.repeat(64),
    preambleLines: 0,
    sizeBytes: 1,
    elapsedMs: 0,
  }
}

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** An empty project in a folder of its own, closed when the test is over. */
export function temporaryProject(): WritableProject {
  const path = join(temporaryFolder(), 'shop.huiliu')
  const project = createProject(path, { name: 'shop', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 0)
  onTestFinished(() => {
    project.close()
  })
  return project
}

/** Every table of a project as rows, but for times of writing; for comparing two states. */
export function tablesOf(
  project: WritableProject,
  leaveOut: readonly string[] = [],
): Record<string, unknown[]> {
  return project.read((database) => {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all()
    return Object.fromEntries(
      tables
        .filter((table) => !leaveOut.includes(table))
        .map((table) => [table, database.prepare(`SELECT * FROM ${table}`).raw().all()]),
    )
  })
}

/** The seconds of a day at a clock time. */
export function at(day: number, hour = 0, minute = 0): number {
  return day * 86_400 + hour * 3600 + minute * 60
}
