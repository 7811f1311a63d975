import type { ReadableProject } from '../project.ts'

/** Names of some products by id; those that are not there are absent. Cost: a look a product. */
export function readProductNames(
  project: ReadableProject,
  ids: Iterable<number>,
): ReadonlyMap<number, string> {
  return project.read((database) => {
    const one = database.prepare<[number], string>('SELECT key FROM products WHERE id = ?').pluck()
    const names = new Map<number, string>()
    for (const id of new Set(ids)) {
      const name = id === 0 ? undefined : one.get(id)
      if (name !== undefined) names.set(id, name)
    }
    return names
  })
}
