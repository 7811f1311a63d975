import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/contract/errors.ts'
import type { SavedScenario, SavedState } from '../../../shared/contract/scenarios.ts'
import type { ReadableProject, WritableProject } from '../project.ts'

/** A scenario to write; `version` is the one that the change was made on. */
export interface ScenarioToSave {
  readonly id: number | null
  readonly version: number
  readonly name: string
  readonly state: SavedState
}

interface Stored {
  readonly version: number
  readonly name: string
  readonly signedAtMs: number | null
}

/** The newest change first. */
export const listScenarios = (project: ReadableProject): SavedScenario[] =>
  project.read((database) =>
    database
      .prepare<[], Omit<SavedScenario, 'state'> & { state: string }>(
        `SELECT id, name, scenario AS state, version, changed_at_ms AS changedAtMs, signed_by AS signedBy,
           signed_off_at_ms AS signedAtMs
         FROM scenarios ORDER BY changed_at_ms DESC, id DESC`,
      )
      .all()
      .map((row) => ({ ...row, state: JSON.parse(row.state) as SavedState })),
  )

/** Writes all of it or nothing; a plan is no data, so the revision stays. */
export function saveScenario(
  project: WritableProject,
  { id, version, name, state }: ScenarioToSave,
  nowMs: number,
): void {
  project.note((database) => {
    const taken = database
      .prepare<[string, number], number>('SELECT id FROM scenarios WHERE name = ? AND id <> ?')
      .pluck()
      .get(name, id ?? 0)
    if (taken !== undefined) throw new AppError('scenario-name-taken', { name })
    const json = JSON.stringify(state)
    if (id === null) {
      database
        .prepare('INSERT INTO scenarios(name, scenario, changed_at_ms, version) VALUES (?, ?, ?, 1)')
        .run(name, json, nowMs)
      return
    }
    changeable(database, id, version)
    database
      .prepare(
        'UPDATE scenarios SET name = ?, scenario = ?, changed_at_ms = ?, version = version + 1 WHERE id = ?',
      )
      .run(name, json, nowMs, id)
  })
}

export function signScenario(
  project: WritableProject,
  { id, version, by }: { readonly id: number; readonly version: number; readonly by: string },
  nowMs: number,
): void {
  project.note((database) => {
    changeable(database, id, version)
    database
      .prepare('UPDATE scenarios SET signed_by = ?, signed_off_at_ms = ?, version = version + 1 WHERE id = ?')
      .run(by, nowMs, id)
  })
}

export function removeScenario(project: WritableProject, id: number): void {
  project.note((database) => {
    changeable(database, id, null)
    database.prepare('DELETE FROM scenarios WHERE id = ?').run(id)
  })
}

/** Refuses what is gone, what was changed since `version`, and what is signed off. */
function changeable(database: Database, id: number, version: number | null): void {
  const stored = database
    .prepare<[number], Stored>(
      'SELECT version, name, signed_off_at_ms AS signedAtMs FROM scenarios WHERE id = ?',
    )
    .get(id)
  if (stored === undefined) throw new AppError('scenario-gone')
  if (stored.signedAtMs !== null) throw new AppError('scenario-signed', { name: stored.name })
  if (version !== null && stored.version !== version) {
    throw new AppError('scenario-changed', { name: stored.name })
  }
}
