import type { AttributeTable } from '../../../shared/analytics/attributes/attributeTable.ts'
import type { ReadableProject } from '../project.ts'

/** Every attribute of every customer; the newest import that says something counts. Cost: one pass over the table in the order of its key. */
export function readAttributes(project: ReadableProject): AttributeTable {
  return project.read((database) => {
    const nCustomers =
      database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM customers').pluck().get() ?? 0
    const attributes = database
      .prepare<[], { id: number; key: string }>(
        `SELECT id, key FROM attributes WHERE id IN (SELECT DISTINCT attribute_id FROM customer_attributes)
         ORDER BY id`,
      )
      .all()
    const columnOf = new Map(attributes.map(({ id }, at) => [id, at]))
    const known = attributes.map(() => new Map<string, number>())
    const codes = attributes.map(() => new Int32Array(nCustomers).fill(-1))
    const rows = database
      .prepare('SELECT customer_id, attribute_id, value FROM customer_attributes ORDER BY 1, 2, import_id')
      .raw()
    for (const row of rows.iterate() as IterableIterator<readonly [number, number, string]>) {
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
