import { rfmSchemeSchema, type RfmScheme } from '../../../shared/contract/rfm.ts'
import type { ReadableProject, WritableProject } from '../project.ts'

/** The project's own RFM schemes, by key. */
export function listSchemes(project: ReadableProject): RfmScheme[] {
  return project.read((database) =>
    database
      .prepare<[], string>('SELECT scheme FROM rfm_schemes ORDER BY key')
      .pluck()
      .all()
      .flatMap((json) => {
        const parsed = rfmSchemeSchema.safeParse(JSON.parse(json))
        return parsed.success ? [parsed.data] : []
      }),
  )
}

export function saveScheme(project: WritableProject, scheme: RfmScheme): void {
  project.write((database) => {
    database
      .prepare('INSERT OR REPLACE INTO rfm_schemes(key, scheme) VALUES (?, ?)')
      .run(scheme.key, JSON.stringify(scheme))
  })
}

export function deleteScheme(project: WritableProject, key: string): void {
  project.write((database) => {
    database.prepare('DELETE FROM rfm_schemes WHERE key = ?').run(key)
  })
}
