import type { Database } from 'better-sqlite3'
import type { ReadableProject, WritableProject } from '../project.ts'

/** A kept column: numbers in the machine's order of bytes, or text. */
export type RunColumn = Float64Array | Float32Array | Uint32Array | Int32Array | Uint8Array | string

/** A run as it is kept: what it was asked, what it answered, and what later questions need. */
export interface StoredRun {
  readonly id: string
  readonly engine: string
  readonly engineVersion: string
  readonly parameters: string
  readonly seed: number | null
  readonly ranAtMs: number
  readonly summary: string
  /** which imports it stands on, see `dataStamp` */
  readonly dataStamp: string
}

const TYPES = {
  f64: Float64Array,
  f32: Float32Array,
  u32: Uint32Array,
  i32: Int32Array,
  u8: Uint8Array,
} as const
type TypeName = keyof typeof TYPES

/** Keeps a run and drops older ones of its engine beyond the newest `nKept`. One transaction; the revision stays. */
export function saveRun(
  project: WritableProject,
  run: StoredRun,
  columns: Readonly<Record<string, RunColumn>>,
  nKept: number,
): void {
  project.note((database) => {
    database
      .prepare(
        `INSERT INTO runs(id, engine, engine_version, parameters, seed, revision, ran_at_ms, summary, data_stamp)
         VALUES (?, ?, ?, ?, ?, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revision'), ?, ?, ?)`,
      )
      .run(
        run.id,
        run.engine,
        run.engineVersion,
        run.parameters,
        run.seed,
        run.ranAtMs,
        run.summary,
        run.dataStamp,
      )
    const insert = database.prepare('INSERT INTO run_columns(run_id, name, type, data) VALUES (?, ?, ?, ?)')
    for (const [name, column] of Object.entries(columns)) {
      insert.run(run.id, name, typeOf(column), bytesOf(column))
    }
    const old = database
      .prepare<[string, number], string>(
        'SELECT id FROM runs WHERE engine = ? ORDER BY ran_at_ms DESC, rowid DESC LIMIT -1 OFFSET ?',
      )
      .pluck()
      .all(run.engine, nKept)
    for (const id of old) {
      database.prepare('DELETE FROM run_columns WHERE run_id = ?').run(id)
      database.prepare('DELETE FROM runs WHERE id = ?').run(id)
    }
  })
}

/** The newest runs of an engine, newest first. */
export function latestRuns(project: ReadableProject, engine: string): StoredRun[] {
  return project.read((database) =>
    database
      .prepare<[string], StoredRun>(
        `SELECT id, engine, engine_version AS engineVersion, parameters, seed, ran_at_ms AS ranAtMs, summary,
           data_stamp AS dataStamp
         FROM runs WHERE engine = ? ORDER BY ran_at_ms DESC, rowid DESC`,
      )
      .all(engine),
  )
}

/** All columns of a run. */
export function runColumns(project: ReadableProject, runId: string): ReadonlyMap<string, RunColumn> {
  return project.read((database) => {
    const rows = database
      .prepare<[string], { name: string; type: string; data: Buffer }>(
        'SELECT name, type, data FROM run_columns WHERE run_id = ?',
      )
      .all(runId)
    return new Map(rows.map(({ name, type, data }) => [name, columnOf(type, data)]))
  })
}

/** Changes whenever rows come or go: imports, undone imports, edits with another tool that made the ledger stale. */
export function dataStamp(project: ReadableProject): string {
  return project.read((database) => {
    const one = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0
    return [
      one('SELECT coalesce(max(id), 0) FROM imports'),
      one('SELECT count(*) FROM imports WHERE undone_at_ms IS NOT NULL'),
      rowSpan(database, 'purchases'),
      rowSpan(database, 'behaviours'),
    ].join('.')
  })
}

function rowSpan(database: Database, ledger: string): number {
  return (
    database
      .prepare<[string], number>('SELECT coalesce(sum(n_events), 0) FROM ledger_chunks WHERE ledger = ?')
      .pluck()
      .get(ledger) ?? 0
  )
}

function typeOf(column: RunColumn): string {
  if (typeof column === 'string') return 'text'
  const found = Object.entries(TYPES).find(([, Type]) => column instanceof Type)
  return found?.[0] ?? 'u8'
}

function bytesOf(column: RunColumn): Uint8Array {
  if (typeof column === 'string') return new TextEncoder().encode(column)
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

function columnOf(type: string, data: Buffer): RunColumn {
  if (type === 'text') return data.toString('utf8')
  const bytes = Uint8Array.from(data)
  return Object.hasOwn(TYPES, type) ? new TYPES[type as TypeName](bytes.buffer) : bytes
}
