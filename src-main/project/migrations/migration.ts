import type { Database } from 'better-sqlite3'

/** One step of the schema; `version` is what PRAGMA user_version is afterwards. Runs inside the caller's transaction. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly up: (database: Database) => void
}
