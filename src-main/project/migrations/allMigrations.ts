import type { Migration } from './migration.ts'
import { tables } from './0001-tables.ts'
import { readableViews } from './0002-readable-views.ts'
import { editMarks } from './0003-edit-marks.ts'
import { runColumns } from './0004-run-columns.ts'
import { interventions } from './0005-interventions.ts'
import { stories } from './0006-stories.ts'
import { savedScenarios } from './0007-saved-scenarios.ts'

/** In order; the last one's version is the schema's. */
export const MIGRATIONS: readonly Migration[] = [
  tables,
  readableViews,
  editMarks,
  runColumns,
  interventions,
  stories,
  savedScenarios,
]

export const SCHEMA_VERSION = MIGRATIONS.length
