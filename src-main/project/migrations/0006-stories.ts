import type { Migration } from './migration.ts'

/** Stories: slides in order as JSON text; `version` tells two windows apart. */
export const stories: Migration = {
  version: 6,
  name: 'stories',
  up: (database) => {
    database.exec(`
CREATE TABLE stories(
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  slide_count INTEGER NOT NULL,
  slides TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
  },
}
