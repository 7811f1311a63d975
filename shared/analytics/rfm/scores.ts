import type { Spread } from './rawValues.ts'

/** Widest range of whole numbers that is scored by a table. */
export const LEVEL_TABLE_SIZE = 65_536

/** Which end of a value is worth more. */
export type GoodEnd = 'small' | 'large'

/**
 * The score of one value, 1 (worst) .. cuts + 1 (best): with `small` a value passes the cuts it is at or below, with
 * `large` those it is at or above.
 */
export function scoreOf(value: number, cuts: readonly number[], good: GoodEnd): number {
  let score = 1
  for (const cut of cuts) if (good === 'small' ? value <= cut : value >= cut) score++
  return score
}

/**
 * Scores of n whole numbers within `spread`. `table` is room for `LEVEL_TABLE_SIZE` entries. Cost: one pass + the
 * width of the range x cuts.
 */
export function scoreWhole(
  values: Int32Array | Uint32Array,
  n: number,
  spread: Spread,
  cuts: readonly number[],
  good: GoodEnd,
  table: Uint8Array,
  scores: Uint8Array,
): void {
  const { min, max } = spread
  if (max - min >= LEVEL_TABLE_SIZE) {
    for (let i = 0; i < n; i++) scores[i] = scoreOf(values[i]!, cuts, good)
    return
  }
  for (let value = min; value <= max; value++) table[value - min] = scoreOf(value, cuts, good)
  for (let i = 0; i < n; i++) scores[i] = table[values[i]! - min]!
}
