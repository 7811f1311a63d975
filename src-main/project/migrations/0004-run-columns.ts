import type { Migration } from './migration.ts'

/**
 * What an engine keeps of a run beside its summary: the model as JSON text, scores as columns of numbers. `data_stamp`
 * tells which imports the run stands on.
 */
export const runColumns: Migration = {
  version: 4,
  name: 'run columns',
  up: (database) => {
    database.exec(`
ALTER TABLE runs ADD COLUMN data_stamp TEXT NOT NULL DEFAULT '';

CREATE TABLE run_columns(
  run_id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY(run_id, name)
) STRICT, WITHOUT ROWID;

CREATE VIEW run_overview AS
SELECT id, engine, engine_version, datetime(ran_at_ms / 1000, 'unixepoch') AS ran_at_utc, seed, parameters, summary
FROM runs;
`)
  },
}
