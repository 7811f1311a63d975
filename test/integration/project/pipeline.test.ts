import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ImportProgress, ImportReport } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import type { TablePlan } from '../../../src-main/ingest/rows/plan.ts'
import { readPurchaseLedger } from '../../../src-main/project/ledger/readLedger.ts'
import { createProject, openReadable, openWritable } from '../../../src-main/project/project.ts'
import { exportRejects, listImports, rejectsPage } from '../../../src-main/project/reading/imports.ts'
import { qualityWarnings } from '../../../src-main/project/reading/quality.ts'
import { projectSummary } from '../../../src-main/project/reading/summary.ts'
import { undoImport } from '../../../src-main/project/undo.ts'
import { runImport } from '../../../src-main/workers/importJob.ts'
import { ReaderThread } from '../../../src-main/workers/readerThread.ts'
import { temporaryFolder } from '../../support/rowBatches.ts'

const MAPPING: Mapping = {
  kind: 'purchases',
  columns: { customer: 'customer', order: 'order', time: 'time', amount: 'amount' },
  dateOrder: 'ymd',
}
const HEADER = 'customer,order,time,amount\n'

function emptyShop(): string {
  const path = join(temporaryFolder(), 'shop.huiliu')
  createProject(path, { name: 'shop', currency: 'CNY', timeZone: 'Asia/Shanghai' }, 0).close()
  return path
}

function planOf(
  path: string,
  mapping: Mapping = MAPPING,
): { path: string; fileName: string; plan: TablePlan } {
  const fileName = path.split('/').at(-1) ?? path
  const plan: TablePlan = {
    path,
    fileName,
    readAs: { format: 'delimited', encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 },
    mapping,
    columns: ['customer', 'order', 'time', 'amount'],
    timeZone: 'Asia/Shanghai',
  }
  return { path, fileName, plan }
}

function csvFile(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  const text = HEADER + lines.map((line) => `${line}\n`).join('')
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}

const lines = (n: number, from = 0): string[] =>
  Array.from({ length: n }, (_, k) => {
    const i = from + k
    const day = String((i % 28) + 1).padStart(2, '0')
    return `c${i % 997},o${i},2024-01-${day} 10:00,${i % 90}.50`
  })

const quiet = { isCancelled: () => false, progress: () => undefined }

const balanced = (report: ImportReport | undefined): boolean =>
  report !== undefined &&
  report.rowsRead === report.rowsAccepted + report.rowsRejected + report.rowsDuplicate + report.rowsBlank

describe('runImport', () => {
  it('makes the ledger of many customers in two threads, every row once', async () => {
    const project = emptyShop()
    const rows = Array.from({ length: 150_000 }, (_, i) => {
      const day = String((i % 28) + 1).padStart(2, '0')
      return `c${(i * 31) % 70_001},o${i},2024-01-${day} 10:00,${i % 90}.50`
    })
    const [report] = await runImport(
      project,
      [planOf(csvFile(dirname(project), 'orders.csv', rows))],
      quiet,
      1,
    )
    expect(report).toMatchObject({ rowsAccepted: 150_000, customers: 70_001 })
    const readable = openReadable(project)
    const { nCustomers, nEvents, amountMinor } = readPurchaseLedger(readable)
    readable.close()
    expect([nCustomers, nEvents]).toEqual([70_001, 150_000])
    const total = rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[3]) * 100), 0)
    expect(amountMinor.reduce((sum, amount) => sum + amount, 0)).toBe(total)
  })

  it('brings a file with its rejects and blanks into the project, books balanced, with progress', async () => {
    const project = emptyShop()
    const rows = [
      ...lines(20_000),
      ',o1,2024-01-01,5.00',
      'c1,o1,never,5.00',
      ',,,',
      '"=1+1",o2,2024-01-02,-x',
    ]
    const file = csvFile(dirname(project), 'orders.csv', rows)
    const told: ImportProgress[] = []
    const [report] = await runImport(
      project,
      [planOf(file)],
      { isCancelled: () => false, progress: (progress) => told.push(progress) },
      5,
    )
    expect(report).toMatchObject({ rowsRead: 20_004, rowsAccepted: 20_000, rowsRejected: 3, rowsBlank: 1 })
    expect(report).toMatchObject({
      customers: 997,
      orders: 20_000,
      importedAtMs: 5,
      fileName: 'orders.csv',
    })
    expect(balanced(report)).toBe(true)
    expect(told[0]).toMatchObject({ phase: 'reading', fileName: 'orders.csv', fileIndex: 0, nFiles: 1 })
    expect(told.map(({ phase }) => phase)).toContain('saving')

    const opened = openReadable(project)
    expect(listImports(opened)).toEqual([report])
    expect(rejectsPage(opened, 1, { offset: 0, limit: 2 })).toMatchObject({
      total: 3,
      rows: [
        { line: 20_002, code: 'no-customer', amountMinor: 500 },
        { line: 20_003, code: 'bad-time' },
      ],
    })
    expect(rejectsPage(opened, 1, { code: 'bad-time', offset: 0, limit: 9 }).total).toBe(1)
    const list = join(dirname(project), 'rejects.csv')
    expect(exportRejects(opened, 1, list)).toEqual({ rows: 3 })
    const text = readFileSync(list, 'utf8')
    expect(text.split('\r\n')).toHaveLength(5)
    expect(text).not.toMatch(/(^|,|\n)"?=/)
    opened.close()
  })

  it('does not read the same file again, and says when it came', async () => {
    const project = emptyShop()
    const file = csvFile(dirname(project), 'orders.csv', [...lines(300), ',o1,2024-01-01,5.00'])
    const [first] = await runImport(project, [planOf(file)], quiet, 7)
    const [again, alsoAgain] = await runImport(project, [planOf(file), planOf(file)], quiet, 9)
    for (const report of [again, alsoAgain]) {
      expect(report).toMatchObject({ rowsRead: 301, rowsAccepted: 0, rowsDuplicate: 300, rowsRejected: 1 })
      expect(report).toMatchObject({ sameAsImportedAtMs: 7, importId: first?.importId })
    }
    const opened = openReadable(project)
    expect(listImports(opened)).toHaveLength(1)
    opened.close()
  })

  it('does not read a file twice that is given twice at once', async () => {
    const project = emptyShop()
    const file = csvFile(dirname(project), 'orders.csv', lines(300))
    const [first, again] = await runImport(project, [planOf(file), planOf(file)], quiet, 7)
    expect(first).toMatchObject({ rowsAccepted: 300, sameAsImportedAtMs: null })
    expect(again).toMatchObject({ rowsAccepted: 0, rowsDuplicate: 300, sameAsImportedAtMs: 7 })
  })

  it('appends what a later export has more, from several files at once, gzip among them', async () => {
    const project = emptyShop()
    const folder = dirname(project)
    await runImport(project, [planOf(csvFile(folder, 'january.csv', lines(500)))], quiet)
    const reports = await runImport(
      project,
      [
        planOf(csvFile(folder, 'longer.csv', lines(700))),
        planOf(csvFile(folder, 'february.csv.gz', lines(400, 600))),
      ],
      quiet,
    )
    expect(reports.map(({ rowsAccepted }) => rowsAccepted)).toEqual([200, 300])
    expect(reports.map(({ rowsDuplicate }) => rowsDuplicate)).toEqual([500, 100])
    const opened = openReadable(project)
    expect(readPurchaseLedger(opened).nEvents).toBe(1000)
    expect(projectSummary(opened)).toMatchObject({ nPurchases: 1000, nImports: 3 })
    opened.close()
  })

  it('takes all files or none: a damaged one undoes the others', async () => {
    const project = emptyShop()
    const folder = dirname(project)
    const good = csvFile(folder, 'good.csv', lines(5_000))
    const broken = csvFile(folder, 'broken.csv.gz', lines(50_000))
    writeFileSync(broken, readFileSync(broken).subarray(0, 20_000))
    const before = readFileSync(project)
    await expect(runImport(project, [planOf(good), planOf(broken)], quiet)).rejects.toMatchObject({
      code: 'file-damaged',
    })
    expect(readFileSync(project).equals(before)).toBe(true)
    expect(new Set(readdirSync(folder))).toEqual(new Set(['broken.csv.gz', 'good.csv', 'shop.huiliu']))
  })

  it('answers a cancel when everything is as it was, while reading and while finishing', async () => {
    const project = emptyShop()
    const file = csvFile(dirname(project), 'orders.csv', lines(60_000))
    const before = readFileSync(project)
    for (const phase of ['reading', 'ledger', 'saving']) {
      let cancelled = false
      const run = runImport(project, [planOf(file)], {
        isCancelled: () => cancelled,
        progress: (progress) => {
          if (progress.phase === phase && (phase !== 'reading' || progress.rowsRead > 0)) cancelled = true
        },
      })
      await expect(run).rejects.toMatchObject({ code: 'cancelled' })
      expect(readFileSync(project).equals(before)).toBe(true)
    }
    expect(new Set(readdirSync(dirname(project)))).toEqual(new Set(['orders.csv', 'shop.huiliu']))
    const [report] = await runImport(project, [planOf(file)], quiet)
    expect(report?.rowsAccepted).toBe(60_000)
  })

  it('says that a file is not there before it touches the project', async () => {
    const project = emptyShop()
    await expect(runImport(project, [planOf('/nowhere/orders.csv')], quiet)).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })

  it('tells when the reading thread dies instead of waiting for ever', async () => {
    const folder = temporaryFolder()
    const script = join(folder, 'dying.mjs')
    writeFileSync(
      script,
      "import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => process.exit(3))\n",
    )
    const reader = new ReaderThread(() => false, new URL(`file://${script}`))
    await expect(reader.read(planOf('x').plan, () => undefined)).rejects.toMatchObject({
      code: 'worker-died',
      detail: { exitCode: 3 },
    })
    await reader.end()
  })
})

describe('undoing an import', () => {
  it('makes its copies in later imports wanted: a warning says so and importing again brings them back', async () => {
    const project = emptyShop()
    const folder = dirname(project)
    const first = planOf(csvFile(folder, 'first.csv', lines(300)))
    const longer = planOf(csvFile(folder, 'longer.csv', lines(400)))
    await runImport(project, [first], quiet, 1_000)
    await runImport(project, [longer], quiet, 2_000)
    const writable = openWritable(project)
    undoImport(writable, 1, 3_000, () => undefined)
    expect(projectSummary(writable)).toMatchObject({ nPurchases: 100, nImports: 1 })
    expect(qualityWarnings(writable, 1.75e12)).toContainEqual({
      code: 'copies-of-undone',
      values: { file: 'longer.csv', rows: 300 },
    })
    writable.close()
    const [again] = await runImport(project, [longer], quiet, 4_000)
    expect(again).toMatchObject({ rowsAccepted: 300, rowsDuplicate: 100, sameAsImportedAtMs: null })
    const opened = openReadable(project)
    expect(projectSummary(opened).nPurchases).toBe(400)
    expect(qualityWarnings(opened, 1.75e12).map(({ code }) => code)).not.toContain('copies-of-undone')
    expect(listImports(opened).map(({ undone }) => undone)).toEqual([false, false, true])
    opened.close()
  })
})
