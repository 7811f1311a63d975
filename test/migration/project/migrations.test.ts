import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { APPLICATION_ID } from '../../../src-main/project/header.ts'
import { areLedgersCurrent } from '../../../src-main/project/ledger/repair.ts'
import { migrate } from '../../../src-main/project/migrate.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../../../src-main/project/migrations/allMigrations.ts'
import { openReadable } from '../../../src-main/project/project.ts'
import { temporaryFolder } from '../../support/rowBatches.ts'

/** A database at a version, with rows in it that a shop of that time would have. */
function databaseAt(version: number): { database: Database; path: string } {
  const path = join(temporaryFolder(), 'old.huiliu')
  const database = new SqliteDatabase(path)
  onTestFinished(() => {
    database.close()
  })
  database.pragma(`application_id = ${APPLICATION_ID}`)
  migrate(database, version)
  return { database, path }
}

function putRows(database: Database): void {
  database.exec(`
    INSERT INTO meta VALUES ('name', 'old shop'), ('minor_units_per_unit', '100'), ('revision', '7');
    INSERT INTO customers VALUES (1, 'a'), (2, '张三');
    INSERT INTO products VALUES (1, 'P1');
    INSERT INTO purchases VALUES
      (17179869192, 1, 864000, 1250, 2.0, 1, NULL, NULL, 0, 'O1', NULL),
      (17179869196, 2, 950400, -1250, NULL, NULL, NULL, NULL, 1, 'O1', NULL);
    INSERT INTO imports VALUES
      (1, 'purchases', 'orders.csv', NULL, 10, 'ff', '{}', '{}', 1700000000000, NULL, 2, 2, 0, 0, 0, '{}');
    INSERT INTO rejects VALUES (17179869184, 9, 'no-customer', 'id', '', 'raw', 0);`)
}

function rowsOf(database: Database): Record<string, unknown[]> {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
  return Object.fromEntries(tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]))
}

const metaWithout = (rows: Record<string, unknown[]>, keys: readonly string[]): unknown[] =>
  (rows['meta'] as { key: string }[]).filter(({ key }) => !keys.includes(key))

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1))
  })

  it('1: an empty file becomes the tables, all empty', () => {
    const { database } = databaseAt(0)
    migrate(database, 1)
    const rows = rowsOf(database)
    expect(Object.keys(rows)).toContain('purchases')
    expect(metaWithout(rows, ['schema_version'])).toEqual([])
    for (const [table, list] of Object.entries(rows)) if (table !== 'meta') expect(list).toEqual([])
  })

  it('2: views appear and every row stays as it was', () => {
    const { database } = databaseAt(1)
    putRows(database)
    const before = rowsOf(database)
    migrate(database, 2)
    const after = rowsOf(database)
    expect({ ...after, meta: 0 }).toEqual({ ...before, meta: 0 })
    expect(metaWithout(after, ['schema_version'])).toEqual(metaWithout(before, ['schema_version']))
    expect(
      database.prepare('SELECT import_id, line, customer, amount, time FROM purchases_readable').all(),
    ).toEqual([
      { import_id: 1, line: 2, customer: 'a', amount: 12.5, time: '1970-01-11 00:00:00' },
      { import_id: 1, line: 3, customer: '张三', amount: -12.5, time: '1970-01-12 00:00:00' },
    ])
    expect(database.prepare('SELECT reason, line, file_name FROM rejects_readable').all()).toEqual([
      { reason: 'no-customer', line: 9, file_name: 'orders.csv' },
    ])
  })

  it('3: edits are noted from now on and every row stays as it was', () => {
    const { database } = databaseAt(2)
    putRows(database)
    const before = rowsOf(database)
    migrate(database, 3)
    const after = rowsOf(database)
    expect({ ...after, meta: 0 }).toEqual({ ...before, meta: 0 })
    const edited = database
      .prepare<[], string>("SELECT value FROM meta WHERE key = 'purchases_edited'")
      .pluck()
    expect(edited.get()).toBe('0')
    database.exec('UPDATE purchases SET amount_minor = 1300 WHERE customer_id = 1')
    expect(edited.get()).toBe('1')
  })

  it('4: runs may keep columns and every row stays as it was', () => {
    const { database } = databaseAt(3)
    putRows(database)
    database.exec(`INSERT INTO runs VALUES ('rfm-1', 'rfm', '1.0.0', '{}', NULL, 7, 1700000000000, '{}')`)
    const before = rowsOf(database)
    migrate(database, 4)
    const { run_columns: columns, runs, ...after } = rowsOf(database)
    expect(columns).toEqual([])
    expect(runs).toEqual((before['runs'] as object[]).map((run) => ({ ...run, data_stamp: '' })))
    expect({ ...after, meta: 0 }).toEqual({ ...before, runs: undefined, meta: 0 })
    expect(database.prepare('SELECT id, ran_at_utc FROM run_overview').all()).toEqual([
      { id: 'rfm-1', ran_at_utc: '2023-11-14 22:13:20' },
    ])
  })

  it('run at the first opening, also for looking, and ask for the ledger to be made', () => {
    const { database, path } = databaseAt(1)
    putRows(database)
    database.close()
    const project = openReadable(path)
    expect(project.read((opened) => opened.pragma('user_version', { simple: true }))).toBe(SCHEMA_VERSION)
    expect(areLedgersCurrent(project)).toBe(false)
    project.close()
  })

  it('every view can be read', () => {
    const { database } = databaseAt(SCHEMA_VERSION)
    putRows(database)
    const views = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'view'")
      .pluck()
      .all()
    expect(views.length).toBeGreaterThan(8)
    for (const view of views) expect(() => database.prepare(`SELECT * FROM ${view}`).all()).not.toThrow()
  })
})
