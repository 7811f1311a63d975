/** Finds columns that are the same as an earlier one. */
export interface DuplicateFinder {
  /** The owner of an equal column that was added before; otherwise null, and the column is kept for later ones. */
  ownerOf(column: Float64Array, owner: number): number | null
}

/**
 * A finder of equal columns over the same rows. Columns of two values are equal when they split the rows alike,
 * whatever the values are and whichever stands for which; others when all values are equal in single precision. The
 * comparison is exact; a hash only spares most of them. Cost: one pass a column; 4 bytes a value kept (1 bit's worth of
 * a byte for two-valued columns).
 */
export function duplicateFinder(): DuplicateFinder {
  const kept = new Map<number, { pattern: Uint8Array | Float32Array; owner: number }[]>()
  return {
    ownerOf(column, owner) {
      const pattern = twoValued(column) ?? Float32Array.from(column)
      const hash = hashOf(pattern)
      const others = kept.get(hash) ?? []
      const same = others.find((other) => isSame(other.pattern, pattern))
      if (same !== undefined) return same.owner
      kept.set(hash, [...others, { pattern, owner }])
      return null
    },
  }
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

function hashOf(pattern: Uint8Array | Float32Array): number {
  const words = pattern instanceof Uint8Array ? pattern : new Uint32Array(pattern.buffer)
  let hash = pattern instanceof Uint8Array ? 1 : 2
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193)
  return hash
}

function isSame(a: Uint8Array | Float32Array, b: Uint8Array | Float32Array): boolean {
  if (a instanceof Uint8Array !== b instanceof Uint8Array) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
