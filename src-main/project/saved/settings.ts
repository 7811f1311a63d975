import type { ReadableProject, WritableProject } from '../project.ts'

/** A value that the project keeps for its screens (last as-of day, chosen scheme ...), as JSON; null = never set. */
export function readSetting(project: ReadableProject, key: string): unknown {
  return project.read((database) => {
    const json = database
      .prepare<[string], string>('SELECT value FROM settings WHERE key = ?')
      .pluck()
      .get(key)
    return json === undefined ? null : (JSON.parse(json) as unknown)
  })
}

/** Screens' wishes are no data: the revision stays. */
export function saveSetting(project: WritableProject, key: string, value: unknown): void {
  project.note((database) => {
    database
      .prepare('INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)')
      .run(key, JSON.stringify(value))
  })
}
