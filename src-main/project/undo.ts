import type { Database } from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import { noteCounts } from './counts.ts'
import { IDS_PER_IMPORT } from './ids.ts'
import { ChunkStore } from './ledger/chunkStore.ts'
import { SHAPES } from './ledger/eventSet.ts'
import { CHUNK_LAYOUT, mergeLedger, removeFromLedger } from './ledger/mergeLedger.ts'
import { rebuildLedger, spillRows } from './ledger/repair.ts'
import { Spill } from './ledger/spill.ts'
import { isLedgerCurrent, stampLedgers } from './ledger/stamp.ts'
import { createEditMarks, dropEditMarks } from './migrations/0003-edit-marks.ts'
import type { WritableProject } from './project.ts'

/**
 * Takes an import back: its rows, its rejects, its attributes, its share of the ledger. Rows that it had superseded come
 * back. Rows of later imports that were left out as copies of it do not: their files were not kept. The quality page says
 * so (`copies-of-undone`), and importing such a file again brings them. The import's record stays, marked as undone.
 */
export function undoImport(
  project: WritableProject,
  importId: number,
  nowMs: number,
  progress: (share: number) => void,
): void {
  project.write((database) => {
    const state = database
      .prepare<[number], { undone: number | null }>('SELECT undone_at_ms AS undone FROM imports WHERE id = ?')
      .get(importId)
    if (state === undefined || state.undone !== null) throw new AppError('import-not-found', { importId })
    const from = importId * IDS_PER_IMPORT
    const to = from + IDS_PER_IMPORT
    // a ledger that someone's edits made stale is not mended by taking rows out of it
    const stale = SHAPES.filter((shape) => !isLedgerCurrent(database, shape))
    dropEditMarks((sql) => database.exec(sql))
    progress(0)
    const restored = takeBackRows(database, from, to)
    database.prepare('UPDATE imports SET undone_at_ms = ? WHERE id = ?').run(nowMs, importId)
    for (const shape of SHAPES) {
      if (stale.includes(shape)) rebuildLedger(database, shape, progress)
      else removeFromLedger(new ChunkStore(database, shape), (row) => row >= from && row < to, progress)
    }
    if (restored > 0) restoreInLedger(database, stale.length > 0)
    database.exec('DROP TABLE IF EXISTS temp.restored')
    createEditMarks((sql) => database.exec(sql))
    stampLedgers(database)
    noteCounts(database)
    progress(1)
  })
}

/** Deletes the import's rows, brings back what they had superseded; answers how many purchases came back. */
function takeBackRows(database: Database, from: number, to: number): number {
  for (const table of ['purchases', 'behaviours', 'contacts', 'rejects']) {
    database.prepare(`DELETE FROM ${table} WHERE id >= ? AND id < ?`).run(from, to)
  }
  database.prepare('DELETE FROM customer_attributes WHERE import_id = ?').run(from / IDS_PER_IMPORT)
  database.exec('CREATE TEMP TABLE restored(id INTEGER PRIMARY KEY)')
  for (const table of ['purchases', 'contacts']) {
    // a version between two others: the older one is now superseded by the newer
    const superseded = `superseded_${table}`
    database
      .prepare(
        `UPDATE ${superseded} SET superseded_by =
           (SELECT b.superseded_by FROM ${superseded} b WHERE b.id = ${superseded}.superseded_by)
         WHERE superseded_by IN (SELECT id FROM ${superseded} WHERE id >= ? AND id < ?)`,
      )
      .run(from, to)
    database.prepare(`DELETE FROM ${superseded} WHERE id >= ? AND id < ?`).run(from, to)
    const back = `superseded_by >= ${from} AND superseded_by < ${to}`
    const columns = database
      .prepare(`SELECT * FROM ${table}`)
      .columns()
      .map((column) => column.name)
      .join(', ')
    if (table === 'purchases') {
      database.exec(`INSERT INTO temp.restored SELECT id FROM ${superseded} WHERE ${back}`)
    }
    database.exec(`INSERT INTO ${table} SELECT ${columns} FROM ${superseded} WHERE ${back}`)
    database.exec(`DELETE FROM ${superseded} WHERE ${back}`)
  }
  return database.prepare<[], number>('SELECT count(*) FROM temp.restored').pluck().get() ?? 0
}

function restoreInLedger(database: Database, wasRebuilt: boolean): void {
  const [shape] = SHAPES
  if (wasRebuilt || shape === undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-undo-'))
  const spill = new Spill(join(folder, 'restored.spill'), shape, 1, CHUNK_LAYOUT.customers)
  try {
    spillRows(database, shape, spill, 'WHERE id IN (SELECT id FROM temp.restored)', () => undefined)
    mergeLedger(new ChunkStore(database, shape), spill, {
      temporaryFolder: folder,
      layout: CHUNK_LAYOUT,
      matches: false,
      dropsIdentical: new Set(),
      progress: () => undefined,
    })
  } finally {
    spill.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
