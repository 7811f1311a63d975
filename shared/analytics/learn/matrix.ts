/**
 * Observations as columns. `columns[f][i]` is feature f of row i; NaN = missing (never infinite). `nCategories[f]` is 0
 * for a number and otherwise the number of categories, whose codes are the integers 0 .. nCategories[f] - 1. Arrays may
 * live on shared memory.
 */
export interface FeatureMatrix {
  readonly nRows: number
  readonly columns: readonly Float32Array[]
  readonly nCategories: readonly number[]
}
