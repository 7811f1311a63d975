import type { ColumnRecipe } from './fillColumn.ts'

/** Finds columns that are the same as an earlier one. */
export interface DuplicateFinder {
  /** The recipe of an equal column that was added before; otherwise null, and this one is kept for later ones. */
  sameAs(column: Float64Array, recipe: ColumnRecipe): ColumnRecipe | null
}

/**
 * A finder of equal columns over the same rows; `fill` writes a recipe's column again. Columns of two values are equal
 * when they split the rows alike, whatever the values are and whichever stands for which; others when all values are
 * equal in single precision. The comparison is exact: a hash picks the candidates, which are then made again and
 * compared. Cost: one pass a column; memory for two columns, whatever their number.
 */
export function duplicateFinder(fill: (recipe: ColumnRecipe, out: Float64Array) => void): DuplicateFinder {
  const kept = new Map<number, ColumnRecipe[]>()
  let spare = new Float64Array(0)
  return {
    sameAs(column, recipe) {
      const pattern = patternOf(column)
      const hash = hashOf(pattern)
      const others = kept.get(hash) ?? []
      for (const other of others) {
        if (spare.length !== column.length) spare = new Float64Array(column.length)
        fill(other, spare)
        if (isSame(patternOf(spare), pattern)) return other
      }
      kept.set(hash, [...others, recipe])
      return null
    },
  }
}

type Pattern = Uint8Array | Float32Array

function patternOf(column: Float64Array): Pattern {
  return twoValued(column) ?? Float32Array.from(column)
}

function twoValued(column: Float64Array): Uint8Array | null {
  const first = column[0]
  let second = NaN
  const pattern = new Uint8Array(column.length)
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (value === first) continue
    if (Number.isNaN(second)) second = value
    else if (value !== second) return null
    pattern[i] = 1
  }
  return pattern
}

function hashOf(pattern: Pattern): number {
  const words = pattern instanceof Uint8Array ? pattern : new Uint32Array(pattern.buffer)
  let hash = pattern instanceof Uint8Array ? 1 : 2
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193)
  return hash
}

function isSame(a: Pattern, b: Pattern): boolean {
  if (a instanceof Uint8Array !== b instanceof Uint8Array) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
