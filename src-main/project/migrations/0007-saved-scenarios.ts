import type { Migration } from './migration.ts'

/** Scenarios tell two windows apart by their version, and who signed them off. */
export const savedScenarios: Migration = {
  version: 7,
  name: 'saved scenarios',
  up: (database) => {
    database.exec(`
ALTER TABLE scenarios ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE scenarios ADD COLUMN signed_by TEXT;
CREATE UNIQUE INDEX scenarios_by_name ON scenarios(name);
`)
  },
}
