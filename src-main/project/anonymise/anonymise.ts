import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { AnonymiseReport, AnonymiseWish } from '../../../shared/contract/anonymise.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { asProjectFailure } from '../failures.ts'
import { repairLedgers } from '../ledger/repair.ts'
import { createEditMarks, dropEditMarks } from '../migrations/0003-edit-marks.ts'
import { readProjectMeta } from '../meta.ts'
import { createProject, type ReadableProject, type WritableProject } from '../project.ts'
import { copyAttributes } from './attributes.ts'
import { isProgramWord } from './personal.ts'

const SECONDS_A_DAY = 86_400
const DAY_MS = 86_400_000
/** names that few customers stand behind are hidden in these, words that the program itself knows excepted */
const NAMED = [
  { table: 'products', column: 'product_id', from: ['purchases', 'behaviours'] },
  { table: 'categories', column: 'category_id', from: ['purchases', 'behaviours'] },
  { table: 'channels', column: 'channel_id', from: ['purchases', 'behaviours', 'contacts'] },
  { table: 'events', column: 'event_id', from: ['behaviours'] },
  { table: 'campaigns', column: 'campaign_id', from: ['contacts'] },
  { table: 'variants', column: 'variant_id', from: ['contacts'] },
] as const

/**
 * Writes a new project in which nobody can be recognised: table by table into a fresh file, so that no page of the old one can
 * come along. Customers keep their place and every row its numbers, so the engines come to the same. Whole or not at all.
 */
export function anonymise(
  source: ReadableProject,
  path: string,
  wish: AnonymiseWish,
  nowMs: number,
  progress: (share: number) => void,
): AnonymiseReport {
  if (resolve(path) === resolve(source.path)) throw new AppError('project-exists', { file: basename(path) })
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  const drop = () => [temporary, `${temporary}-journal`].forEach((file) => rmSync(file, { force: true }))
  drop()
  try {
    const meta = source.read(readProjectMeta)
    const target = createProject(temporary, { ...meta, name: wish.name ?? meta.name, isSample: false }, nowMs)
    let report: Omit<AnonymiseReport, 'sizeBytes'>
    try {
      const other = wish.language === 'en' ? 'other' : '其他'
      report = copyTables(target, source.path, wish, other, nowMs, progress)
      repairLedgers(target, (share) => progress(0.6 + 0.4 * share))
    } finally {
      target.close()
    }
    const fd = openSync(temporary, 'r+')
    fsyncSync(fd)
    closeSync(fd)
    renameSync(temporary, path)
    return { ...report, sizeBytes: statSync(path).size }
  } catch (thrown) {
    drop()
    throw asProjectFailure(thrown, path)
  }
}

function copyTables(
  target: WritableProject,
  sourcePath: string,
  wish: AnonymiseWish,
  other: string,
  nowMs: number,
  progress: (share: number) => void,
): Omit<AnonymiseReport, 'sizeBytes'> {
  const salt = randomBytes(32)
  const shiftDays = wish.shiftDays
  return target.read((database) => {
    database.prepare('ATTACH DATABASE ? AS source').run(sourcePath)
    database.function('is_word', (text: unknown) => Number(typeof text === 'string' && isProgramWord(text)))
    database.function('anonymous_key', { deterministic: true }, (text) =>
      text === null ? null : createHmac('sha256', salt).update(String(text)).digest('hex').slice(0, 16),
    )
    try {
      return database
        .transaction(() => {
          dropEditMarks((sql) => database.exec(sql))
          const customers = copyCustomers(database, wish.keys)
          progress(0.1)
          const hiddenNames = NAMED.reduce((n, named) => n + copyNames(database, named, wish.k, other), 0)
          progress(0.2)
          copyRows(database, shiftDays * SECONDS_A_DAY)
          progress(0.5)
          const attributes = copyAttributes(database, wish.k, other, shiftDays)
          copyImports(database, shiftDays, nowMs)
          copyOwn(database)
          createEditMarks((sql) => database.exec(sql))
          return { customers, hiddenNames, shiftDays, ...attributes }
        })
        .immediate()
    } finally {
      database.exec('DETACH DATABASE source')
    }
  })
}

/** Running numbers in an order that tells nothing, or salted hashes; the salt is never written. */
function copyCustomers(database: Database, keys: AnonymiseWish['keys']): number {
  const number = `'C' || printf('%07d', row_number() OVER (ORDER BY anonymous_key(key), id))`
  database.exec(
    `INSERT INTO main.customers(id, key)
     SELECT id, ${keys === 'number' ? number : `'h' || anonymous_key(key)`} FROM source.customers ORDER BY id`,
  )
  return count(database, 'main.customers')
}

const count = (database: Database, table: string): number =>
  database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0

/** A name stays when at least k customers stand behind it; else it is "other" and a number, still a thing of its own. */
function copyNames(
  database: Database,
  { table, column, from }: (typeof NAMED)[number],
  k: number,
  other: string,
): number {
  const users = from
    .map((rows) => `SELECT ${column} AS id, customer_id FROM source.${rows} WHERE ${column} IS NOT NULL`)
    .join(' UNION ')
  database.exec(
    `INSERT INTO main.${table}(id, key)
     SELECT n.id, CASE WHEN coalesce(u.customers, 0) >= ${Math.trunc(k)} OR is_word(n.key) THEN n.key
       ELSE '${other} ' || row_number() OVER (ORDER BY coalesce(u.customers, 0) >= ${Math.trunc(k)}, anonymous_key(n.key), n.id) END
     FROM source.${table} n
     LEFT JOIN (SELECT id, count(DISTINCT customer_id) AS customers FROM (${users}) GROUP BY id) u ON u.id = n.id
     ORDER BY n.id`,
  )
  return (
    database
      .prepare<[], number>(
        `SELECT count(*) FROM main.${table} m JOIN source.${table} s ON s.id = m.id WHERE m.key <> s.key`,
      )
      .pluck()
      .get() ?? 0
  )
}

function copyRows(database: Database, shiftSeconds: number): void {
  const time = `time_seconds + ${Math.trunc(shiftSeconds)}`
  database.exec(
    `INSERT INTO main.purchases
     SELECT id, customer_id, ${time}, amount_minor, quantity, product_id, category_id, channel_id, flags,
       anonymous_key('order ' || nullif(order_key, '')), anonymous_key('line ' || nullif(line_key, ''))
     FROM source.purchases ORDER BY id;
     INSERT INTO main.behaviours
     SELECT id, customer_id, ${time}, event_id, product_id, category_id, channel_id, flags
     FROM source.behaviours ORDER BY id;
     INSERT INTO main.contacts
     SELECT id, customer_id, campaign_id, ${time}, channel_id, variant_id, control, cost_minor, coupon_face_minor,
       delivered, opened, clicked, redeemed, flags
     FROM source.contacts ORDER BY id`,
  )
}

/** Counts of imports stay; files, cells and columns that they quote do not. Undone ones and rejected rows are left out. */
function copyImports(database: Database, shiftDays: number, nowMs: number): void {
  const rows = database
    .prepare<[], { id: number; kind: string; report: string } & Record<string, unknown>>(
      'SELECT * FROM source.imports WHERE undone_at_ms IS NULL ORDER BY id',
    )
    .all()
  const insert = database.prepare(
    `INSERT INTO main.imports VALUES (@id, @kind, @file_name, NULL, @size_bytes, '', @mapping, '{}', @imported_at_ms, NULL,
       @rows_read, @rows_accepted, @rows_rejected, @rows_duplicate, @rows_blank, @report)`,
  )
  for (const row of rows) {
    const fileName = `${row.kind}-${row.id}`
    const mapping = { kind: row.kind, columns: {} }
    const report = JSON.parse(row.report) as Record<string, unknown>
    const rejects = (report['rejects'] as object[] | undefined) ?? []
    const moved = (day: unknown) => (typeof day === 'number' ? day + shiftDays : null)
    insert.run({
      ...row,
      file_name: fileName,
      mapping: JSON.stringify(mapping),
      imported_at_ms: Math.min(nowMs, Number(row['imported_at_ms']) + shiftDays * DAY_MS),
      report: JSON.stringify({
        ...report,
        fileName,
        sheet: null,
        sha256: '',
        mapping,
        rejects: rejects.map((one) => ({ ...one, sample: '', column: '' })),
        firstDay: moved(report['firstDay']),
        lastDay: moved(report['lastDay']),
      }),
    })
  }
}

/** What the project's people chose and that names nobody: schemes, definitions, playbook. */
function copyOwn(database: Database): void {
  database.exec(
    `INSERT INTO main.rfm_schemes SELECT * FROM source.rfm_schemes;
     INSERT INTO main.settings SELECT * FROM source.settings`,
  )
}
