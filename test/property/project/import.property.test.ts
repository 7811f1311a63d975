import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import type { PurchaseLedger } from '../../../shared/analytics/ledger/ledger.ts'
import { readPurchaseLedger, OPTIONAL_COLUMNS } from '../../../src-main/project/ledger/readLedger.ts'
import { repairLedgers } from '../../../src-main/project/ledger/repair.ts'
import type { WritableProject } from '../../../src-main/project/project.ts'
import { undoImport } from '../../../src-main/project/undo.ts'
import { importFiles, purchase, tablesOf, temporaryProject, type TestRow } from '../../support/rowBatches.ts'

const RUNS = { numRuns: 20, seed: 20_231_117 }
/** small enough that a few hundred rows are split several times */
const SMALL_CHUNKS = { customers: 64, events: 40 }

const rowArbitrary = fc.record({
  customer: fc.integer({ min: 0, max: 150 }),
  time: fc.integer({ min: 0, max: 5 }).map((day) => day * 86_400 + (day % 3) * 3_600),
  amount: fc.constantFrom(0, 100, 250, 9_999_999_999),
  order: fc.constantFrom('', 'o1', 'o2'),
  product: fc.constantFrom('', 'p1', '茶'),
  quantity: fc.constantFrom(Number.NaN, 1, 0.5),
  refund: fc.boolean(),
  dateOnly: fc.boolean(),
})
type Row = typeof rowArbitrary extends fc.Arbitrary<infer T> ? T : never
const rowsArbitrary = fc.array(rowArbitrary, { minLength: 1, maxLength: 300 })

function toRow(row: Row, line: number): TestRow {
  const flags = (row.refund ? ROW_FLAG.refund : 0) | (row.dateOnly ? ROW_FLAG.dateOnly : 0)
  return purchase(
    line,
    `c${row.customer}`,
    row.dateOnly ? row.time - (row.time % 86_400) : row.time,
    row.refund ? -row.amount : row.amount,
    {
      order: row.order,
      product: row.product,
      quantity: row.quantity,
      flags,
    },
  )
}

const fileOf = (rows: readonly Row[]) => ({ rows: rows.map((row, i) => toRow(row, i + 2)) })

/** The ledger as one sorted line an event, independent of customers' numbers and of the order of equal events. */
function contentOf(project: WritableProject): string[] {
  const ledger = readPurchaseLedger(project, OPTIONAL_COLUMNS)
  const keys = project.read((database) =>
    database.prepare<[], string>('SELECT key FROM customers ORDER BY id').pluck().all(),
  )
  const products = project.read((database) =>
    database.prepare<[], string>('SELECT key FROM products ORDER BY id').pluck().all(),
  )
  const lines: string[] = []
  for (let c = 0; c < ledger.nCustomers; c++) {
    for (let i = ledger.offsets[c] ?? 0; i < (ledger.offsets[c + 1] ?? 0); i++) {
      const product = ledger.product?.[i] ?? 0
      lines.push(
        [
          keys[c],
          ledger.day[i],
          ledger.minute?.[i],
          ledger.amountMinor[i],
          ledger.quantity?.[i],
          product === 0 ? '' : products[product - 1],
        ].join('|'),
      )
    }
  }
  return lines.sort((a, b) => (a < b ? -1 : 1))
}

const nOrders = (ledger: PurchaseLedger): number =>
  ledger.flags.reduce((sum, flag) => sum + ((flag >> 3) & 1), 0)

const ledgerTables = (project: WritableProject): unknown =>
  project.read((database) => [
    database.prepare('SELECT * FROM ledger_chunks ORDER BY ledger, first_customer').all(),
    database
      .prepare(
        'SELECT ledger, first_customer, name, n, encoding, base, crc FROM ledger_columns ORDER BY ledger, first_customer, name',
      )
      .all(),
  ])

describe('importing', () => {
  it('gives the same ledger from one file and from two that overlap', () => {
    fc.assert(
      fc.property(
        rowsArbitrary,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (rows, share, oneJob) => {
          const cut = Math.floor(share * rows.length)
          const whole = temporaryProject()
          importFiles(whole, [fileOf(rows)])
          const parts = temporaryProject()
          // the second file repeats everything, as a later export does
          if (oneJob) importFiles(parts, [fileOf(rows.slice(0, cut)), fileOf(rows)])
          else {
            importFiles(parts, [fileOf(rows.slice(0, cut))])
            importFiles(parts, [fileOf(rows)])
          }
          expect(contentOf(parts)).toEqual(contentOf(whole))
          expect(nOrders(readPurchaseLedger(parts))).toBe(nOrders(readPurchaseLedger(whole)))
        },
      ),
      RUNS,
    )
  })

  it('keeps the books balanced and the rows in step with them', () => {
    fc.assert(
      fc.property(
        fc.array(rowsArbitrary, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (files, dropIdentical) => {
          const project = temporaryProject()
          const mapping = dropIdentical ? { mapping: { dropIdentical } } : {}
          const reports = files.map((rows) => importFiles(project, [{ ...fileOf(rows), ...mapping }])[0])
          for (const report of reports) {
            expect(report?.rowsRead).toBe(
              (report?.rowsAccepted ?? 0) +
                (report?.rowsDuplicate ?? 0) +
                (report?.rowsRejected ?? 0) +
                (report?.rowsBlank ?? 0),
            )
          }
          const accepted = reports.reduce((sum, report) => sum + (report?.rowsAccepted ?? 0), 0)
          const ledger = readPurchaseLedger(project)
          const stored = project.read((database) =>
            database.prepare<[], number>('SELECT count(*) FROM purchases').pluck().get(),
          )
          expect(stored).toBe(accepted)
          expect(ledger.nEvents).toBe(accepted)
          const net = reports.reduce((sum, report) => sum + (report?.amountMinor ?? 0), 0)
          expect(ledger.amountMinor.reduce((sum, amount) => sum + amount, 0)).toBe(net)
        },
      ),
      RUNS,
    )
  })

  it('adds nothing when the same rows come again', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const project = temporaryProject()
        importFiles(project, [fileOf(rows)])
        const before = tablesOf(project, ['imports', 'meta'])
        const [report] = importFiles(project, [fileOf(rows)])
        expect(report).toMatchObject({ rowsAccepted: 0, rowsDuplicate: rows.length })
        expect({ ...tablesOf(project, ['imports', 'meta']), ledger_columns: 0 }).toEqual({
          ...before,
          ledger_columns: 0,
        })
      }),
      RUNS,
    )
  })
})

describe('the stored ledger', () => {
  it('equals the one made again from the rows', () => {
    fc.assert(
      fc.property(fc.array(rowsArbitrary, { minLength: 1, maxLength: 3 }), (files) => {
        const project = temporaryProject()
        for (const rows of files) importFiles(project, [fileOf(rows)])
        const before = ledgerTables(project)
        repairLedgers(project, () => undefined)
        expect(ledgerTables(project)).toEqual(before)
      }),
      RUNS,
    )
  })

  it('has the same content however it is cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(rowsArbitrary, { minLength: 1, maxLength: 3 }), (files) => {
        const usual = temporaryProject()
        const small = temporaryProject()
        for (const rows of files) {
          importFiles(usual, [fileOf(rows)])
          importFiles(small, [fileOf(rows)], { layout: SMALL_CHUNKS })
        }
        const one = readPurchaseLedger(usual, OPTIONAL_COLUMNS)
        const other = readPurchaseLedger(small, OPTIONAL_COLUMNS)
        expect(other).toEqual(one)
      }),
      RUNS,
    )
  })

  it('is as if an import had never been when the last one is undone', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, (first, second) => {
        const project = temporaryProject()
        importFiles(project, [fileOf(first)])
        const before = readPurchaseLedger(project, OPTIONAL_COLUMNS)
        const rows = project.read((database) => database.prepare('SELECT * FROM purchases').all())
        const [report] = importFiles(project, [fileOf(second)])
        undoImport(project, report?.importId ?? 0, 1, () => undefined)
        const after = readPurchaseLedger(project, OPTIONAL_COLUMNS)
        expect(project.read((database) => database.prepare('SELECT * FROM purchases').all())).toEqual(rows)
        // keys of customers stay, their numbers with them
        expect([...after.offsets].slice(0, before.offsets.length)).toEqual([...before.offsets])
        expect({ ...after, offsets: 0, nCustomers: 0 }).toEqual({ ...before, offsets: 0, nCustomers: 0 })
      }),
      RUNS,
    )
  })
})
