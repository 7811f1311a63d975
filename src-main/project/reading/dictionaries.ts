import type { ReadableProject } from '../project.ts'

/** A small dictionary by id: `names[id]`, '' where there is none (0 always). */
export function readDictionary(
  project: ReadableProject,
  table: 'events' | 'channels' | 'campaigns' | 'variants' | 'categories',
): string[] {
  return project.read((database) => {
    const names = ['']
    const rows = database
      .prepare<[], { id: number; key: string }>(`SELECT id, key FROM ${table} ORDER BY id`)
      .all()
    for (const { id, key } of rows) {
      while (names.length < id) names.push('')
      names[id] = key
    }
    return names
  })
}
