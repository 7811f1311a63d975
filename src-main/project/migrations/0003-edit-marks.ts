import type { Migration } from './migration.ts'

const LEDGER_TABLES = ['purchases', 'behaviours']

/**
 * Rows may be edited with any SQLite tool; the ledger made from them then has to be made again. A trigger notes it, so
 * that opening need not count rows. An import takes the triggers away while it runs: SQLite copies whole cells only
 * into tables without any.
 */
export function createEditMarks(exec: (sql: string) => void): void {
  for (const table of LEDGER_TABLES) {
    for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
      exec(`CREATE TRIGGER ${table}_edited_by_${change.toLowerCase()} AFTER ${change} ON ${table}
BEGIN
  UPDATE meta SET value = '1' WHERE key = '${table}_edited' AND value = '0';
END`)
    }
  }
}

export function dropEditMarks(exec: (sql: string) => void): void {
  for (const table of LEDGER_TABLES) {
    for (const change of ['insert', 'update', 'delete']) exec(`DROP TRIGGER ${table}_edited_by_${change}`)
  }
}

export const editMarks: Migration = {
  version: 3,
  name: 'edit marks',
  up: (database) => {
    database.exec(`INSERT INTO meta(key, value) VALUES ('purchases_edited', '0'), ('behaviours_edited', '0')`)
    createEditMarks((sql) => database.exec(sql))
  },
}
