import type { FileKind, Mapping } from '../../../shared/contract/mapping.ts'
import { mappingSchema } from '../../../shared/contract/mapping.ts'
import type { ReadableProject, WritableProject } from '../project.ts'

/** A mapping kept under a name, with the headers of the file that it was made for. */
export interface SavedMapping {
  readonly name: string
  readonly kind: FileKind
  readonly headers: readonly string[]
  readonly mapping: Mapping
}

export function listMappings(project: ReadableProject): SavedMapping[] {
  return project.read((database) =>
    database
      .prepare<[], { name: string; headers: string; mapping: string }>(
        'SELECT name, headers, mapping FROM saved_mappings ORDER BY name',
      )
      .all()
      .flatMap(({ name, headers, mapping }) => {
        const parsed = mappingSchema.safeParse(JSON.parse(mapping))
        if (!parsed.success) return []
        return [
          { name, kind: parsed.data.kind, headers: JSON.parse(headers) as string[], mapping: parsed.data },
        ]
      }),
  )
}

/** Keeps a mapping, in place of one of the same name. */
export function saveMapping(
  project: WritableProject,
  name: string,
  headers: readonly string[],
  mapping: Mapping,
): void {
  project.write((database) => {
    database
      .prepare('INSERT OR REPLACE INTO saved_mappings(name, kind, headers, mapping) VALUES (?, ?, ?, ?)')
      .run(name, mapping.kind, JSON.stringify(headers), JSON.stringify(mapping))
  })
}

export function deleteMapping(project: WritableProject, name: string): void {
  project.write((database) => {
    database.prepare('DELETE FROM saved_mappings WHERE name = ?').run(name)
  })
}
