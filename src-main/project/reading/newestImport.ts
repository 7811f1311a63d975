import type { ReadableProject } from '../project.ts'

const IDS_AN_IMPORT = 2 ** 34
const SECONDS_A_DAY = 86_400

/** The last purchase day of what earlier imports brought, before the newest one with purchases; null when there is only one. */
export function purchasesKnownBefore(project: ReadableProject): number | null {
  return project.read((database) => {
    const newest = database.prepare<[], number | null>('SELECT max(id) FROM purchases').pluck().get() ?? null
    if (newest === null) return null
    const from = Math.floor(newest / IDS_AN_IMPORT) * IDS_AN_IMPORT
    const seconds =
      database
        .prepare<[number], number | null>('SELECT max(time_seconds) FROM purchases WHERE id < ?')
        .pluck()
        .get(from) ?? null
    return seconds === null ? null : Math.floor(seconds / SECONDS_A_DAY)
  })
}
