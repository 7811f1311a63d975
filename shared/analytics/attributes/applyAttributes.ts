import { dayFromIso } from '../../contract/calendar.ts'
import type { FeatureMatrix } from '../learn/index.ts'
import type { AttributeColumn } from './attributeMatrix.ts'
import type { AttributeTable } from './attributeTable.ts'
import { numberOfText } from './numberOfText.ts'

/** A column that a model was trained on. */
export type KnownColumn = Pick<AttributeColumn, 'name' | 'kind' | 'categories'>

/**
 * Some customers' attributes (dense indexes) as the columns that a model knows, by name; a column that the table no longer
 * has, a value that does not read and a category that was never seen are missing. Cost: one look-up a value.
 */
export function applyAttributes(
  table: AttributeTable,
  columns: readonly KnownColumn[],
  customers: Uint32Array,
): FeatureMatrix {
  return {
    nRows: customers.length,
    nCategories: columns.map(({ categories }) => categories.length),
    columns: columns.map((column) => {
      const attribute = table.names.indexOf(column.name)
      const out = new Float32Array(customers.length).fill(Number.NaN)
      if (attribute < 0) return out
      const numbers = Float64Array.from(table.values[attribute]!, (text) => read(column, text))
      const codes = table.codes[attribute]!
      for (let i = 0; i < customers.length; i++) {
        const code = codes[customers[i]!] ?? -1
        if (code >= 0) out[i] = numbers[code]!
      }
      return out
    }),
  }
}

function read({ kind, categories }: KnownColumn, text: string): number {
  if (kind === 'category') {
    const at = categories.indexOf(text)
    return at < 0 ? Number.NaN : at
  }
  const value = kind === 'date' ? dayFromIso(text.slice(0, 10)) : numberOfText(text)
  return value === null || Math.abs(value) > 3.4e38 ? Number.NaN : value
}
