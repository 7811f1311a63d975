import type { CategoryColumn, DesignColumn, MissingColumn } from './design.ts'
import { transformed, type NumberRecipe } from './numberColumn.ts'

/** A design column without mean and sd. */
export type ColumnRecipe =
  NumberRecipe | Omit<MissingColumn, 'mean' | 'sd'> | Omit<CategoryColumn, 'mean' | 'sd'>

/**
 * Writes a column before standardising: `raw[rows[i]]` (or `raw[i]` when `rows` is null) becomes `out[i]`. A missing or
 * unknown category is in no category's column. Cost: one pass.
 */
export function fillColumn(
  recipe: ColumnRecipe | DesignColumn,
  raw: Float32Array,
  rows: Uint32Array | null,
  out: Float64Array | Float32Array,
): void {
  const n = out.length
  switch (recipe.kind) {
    case 'number':
      for (let i = 0; i < n; i++) out[i] = transformed(recipe, raw[rows === null ? i : rows[i]!]!)
      return
    case 'missing':
      for (let i = 0; i < n; i++) out[i] = Number.isNaN(raw[rows === null ? i : rows[i]!]!) ? 1 : 0
      return
    case 'category': {
      const isIn = new Uint8Array(Math.max(...recipe.codes) + 1)
      for (const code of recipe.codes) isIn[code] = 1
      for (let i = 0; i < n; i++) out[i] = isIn[raw[rows === null ? i : rows[i]!]!] === 1 ? 1 : 0
    }
  }
}
