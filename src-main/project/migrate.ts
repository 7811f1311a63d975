import type { Database } from 'better-sqlite3'
import { putMeta } from './meta.ts'
import { MIGRATIONS } from './migrations/allMigrations.ts'

/** Brings the schema to `target` (default: the newest), step by step, inside the caller's transaction. */
export function migrate(database: Database, target = MIGRATIONS.length): void {
  const from = Number(database.pragma('user_version', { simple: true }))
  for (const migration of MIGRATIONS) {
    if (migration.version <= from || migration.version > target) continue
    migration.up(database)
    database.pragma(`user_version = ${migration.version}`)
    putMeta(database, 'schema_version', String(migration.version))
  }
}
