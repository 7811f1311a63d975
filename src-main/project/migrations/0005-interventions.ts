import type { Migration } from './migration.ts'

/**
 * Lists of low-cost interventions that were drawn: who was written to and who was held out, so that the next import can say what the
 * action earned. `plan` is the line of the playbook as JSON text.
 */
export const interventions: Migration = {
  version: 5,
  name: 'interventions',
  up: (database) => {
    database.exec(`
CREATE TABLE intervention_draws(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  drawn_at_ms INTEGER NOT NULL,
  as_of_day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  hold_out_share REAL NOT NULL,
  seed INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  plan TEXT NOT NULL
) STRICT;

CREATE TABLE intervention_members(
  draw_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  held_out INTEGER NOT NULL,
  PRIMARY KEY(draw_id, customer_id)
) STRICT, WITHOUT ROWID;
`)
  },
}
