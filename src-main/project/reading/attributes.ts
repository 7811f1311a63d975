import type { AttributeTable } from '../../../shared/analytics/attributes/attributeTable.ts'
import type { ReadableProject } from '../project.ts'

/** Every attribute of every customer, or a single one; the newest import that says something counts. Cost: one pass over the table in the order of its key. */
export function readAttributes(project: ReadableProject, only: string | null = null): AttributeTable {
  return project.read((database) => {
    const nCustomers =
      database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM customers').pluck().get() ?? 0
    const attributes = database
      .prepare<[string | null], { id: number; key: string }>(
        `SELECT id, key FROM attributes WHERE id IN (SELECT DISTINCT attribute_id FROM customer_attributes)
           AND key = coalesce(?, key) ORDER BY id`,
      )
      .all(only)
    const columnOf = new Map(attributes.map(({ id }, at) => [id, at]))
    const known = attributes.map(() => new Map<string, number>())
    const codes = attributes.map(() => new Int32Array(nCustomers).fill(-1))
    const rows = database
      .prepare(
        `SELECT customer_id, attribute_id, value FROM customer_attributes
         WHERE attribute_id = coalesce(?, attribute_id) ORDER BY 1, 2, import_id`,
      )
      .raw()
    const [first] = attributes
    if (first === undefined) return { nCustomers, names: [], values: [], codes: [] }
    for (const row of rows.iterate(only === null ? null : first.id) as IterableIterator<
      readonly [number, number, string]
    >) {
      const [customer, attribute, value] = row
      const at = columnOf.get(attribute)
      const seen = at === undefined ? undefined : known[at]
      const column = at === undefined ? undefined : codes[at]
      if (seen === undefined || column === undefined) continue
      let code = seen.get(value)
      if (code === undefined) {
        code = seen.size
        seen.set(value, code)
      }
      column[customer - 1] = code
    }
    return {
      nCustomers,
      names: attributes.map(({ key }) => key),
      values: known.map((seen) => [...seen.keys()]),
      codes,
    }
  })
}

/** Customer columns whose name became a field's: the field by the name that the file used. */
export function attributeAliases(project: ReadableProject): ReadonlyMap<string, string> {
  return project.read((database) => {
    const aliases = new Map<string, string>()
    const mappings = database
      .prepare<[], string>(
        `SELECT mapping FROM imports WHERE kind = 'customers' AND undone_at_ms IS NULL ORDER BY id`,
      )
      .pluck()
      .all()
    for (const json of mappings) {
      const { columns = {} } = JSON.parse(json) as { columns?: Record<string, unknown> }
      for (const [field, source] of Object.entries(columns)) {
        const column = typeof source === 'string' ? source : (source as { column?: unknown }).column
        if (typeof column === 'string') aliases.set(column, field)
      }
    }
    return aliases
  })
}
