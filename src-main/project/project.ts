import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/contract/errors.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import { asProjectFailure } from './failures.ts'
import { APPLICATION_ID, checkHeader } from './header.ts'
import { putMeta, putProjectMeta, raiseRevision } from './meta.ts'
import { migrate } from './migrate.ts'
import { SCHEMA_VERSION } from './migrations/allMigrations.ts'

const PAGE_SIZE = 16_384
/** how long another program may hold the file before it counts as busy */
const BUSY_MS = 5_000
const WRITER_CACHE_KIB = 65_536
const READER_CACHE_KIB = 16_384

/** An open project that can only be looked at; one connection, one thread. Any number may be open at a time. */
export class ReadableProject {
  readonly path: string
  protected readonly database: Database

  constructor(path: string, database: Database) {
    this.path = path
    this.database = database
  }

  /** Runs queries; whatever they throw becomes an `AppError`. */
  read<T>(work: (database: Database) => T): T {
    try {
      return work(this.database)
    } catch (thrown) {
      throw asProjectFailure(thrown, this.path)
    }
  }

  close(): void {
    if (this.database.open) this.database.close()
  }
}

/** An open project that may be changed. One at a time changes a file; others get `project-busy`. */
export class WritableProject extends ReadableProject {
  /** not assignable from a `ReadableProject` */
  protected readonly mayWrite = true

  /** Runs one transaction: all of it or, when it throws, nothing. The project's revision is raised. */
  write<T>(work: (database: Database) => T): T {
    return this.note((database) => {
      const result = work(database)
      raiseRevision(database)
      return result
    })
  }

  /** The same for what is worked out from the data (runs): the revision stays, so no screen has to look again. */
  note<T>(work: (database: Database) => T): T {
    return this.read((database) => database.transaction(() => work(database)).immediate())
  }
}

/** What a new project is called and counts in. */
export interface NewProject {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly weekStart?: 0 | 1
  readonly isSample?: boolean
}

/** Makes a project file. Fails with `project-exists` rather than touch a file that is there. */
export function createProject(path: string, project: NewProject, nowMs: number): WritableProject {
  if (existsSync(path)) throw new AppError('project-exists', { file: basename(path) })
  try {
    const database = new SqliteDatabase(path, { timeout: BUSY_MS })
    try {
      database.pragma(`page_size = ${PAGE_SIZE}`)
      database.pragma(`application_id = ${APPLICATION_ID}`)
      tune(database, WRITER_CACHE_KIB)
      database
        .transaction(() => {
          migrate(database)
          putMeta(database, 'format', 'huiliu project')
          putMeta(database, 'revision', '1')
          putMeta(database, 'minor_units_per_unit', String(MINOR_PER_UNIT))
          putProjectMeta(database, {
            name: project.name,
            currency: project.currency,
            timeZone: project.timeZone,
            weekStart: project.weekStart ?? 1,
            isSample: project.isSample ?? false,
            projectId: randomUUID(),
            createdAtMs: nowMs,
          })
        })
        .immediate()
      return new WritableProject(path, database)
    } catch (thrown) {
      database.close()
      rmSync(path, { force: true })
      throw thrown
    }
  } catch (thrown) {
    throw asProjectFailure(thrown, path)
  }
}

/** Opens a project for changing; an older schema is brought up to date. */
export function openWritable(path: string): WritableProject {
  return opened(path, false, (database) => {
    if (versionOf(database) < SCHEMA_VERSION) database.transaction(() => migrate(database)).immediate()
    return new WritableProject(path, database)
  })
}

/** Opens a project for looking; takes back what a killed program left half done, and updates an older schema, first. */
export function openReadable(path: string): ReadableProject {
  try {
    checkHeader(path)
  } catch (thrown) {
    throw asProjectFailure(thrown, path)
  }
  if (existsSync(`${path}-journal`)) openWritable(path).close()
  return opened(path, true, (database) => {
    if (versionOf(database) < SCHEMA_VERSION) {
      database.close()
      openWritable(path).close()
      return openReadable(path)
    }
    return new ReadableProject(path, database)
  })
}

function opened<T>(path: string, readonly: boolean, use: (database: Database) => T): T {
  try {
    checkHeader(path)
    const database = new SqliteDatabase(path, { readonly, fileMustExist: true, timeout: BUSY_MS })
    try {
      tune(database, readonly ? READER_CACHE_KIB : WRITER_CACHE_KIB)
      checkTables(database, path)
      return use(database)
    } catch (thrown) {
      database.close()
      throw thrown
    }
  } catch (thrown) {
    throw asProjectFailure(thrown, path)
  }
}

function tune(database: Database, cacheKib: number): void {
  database.pragma(`cache_size = -${cacheKib}`)
  database.pragma('trusted_schema = OFF')
  if (!database.readonly) database.pragma('journal_mode = DELETE')
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** Tables that are small whatever the project's size, checked at every open; damage elsewhere shows when it is read. */
const CHECKED_TABLES = ['meta', 'imports', 'ledger_chunks', 'channels', 'categories', 'events', 'settings']

function checkTables(database: Database, path: string): void {
  for (const table of CHECKED_TABLES) {
    const found = database.pragma(`quick_check(${table})`, { simple: true })
    if (found !== 'ok') {
      throw new AppError('project-damaged', { file: basename(path), part: table, reason: String(found) })
    }
  }
}
