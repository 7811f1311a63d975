import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import { ownMemory, type Allocate } from './allocation.ts'
import { DEFAULT_BINNING, fitBins, MOST_BINS, type BinningOptions, type FeatureBins } from './binning.ts'

/** Rows as bins: `columns[f][i]` is the bin of feature f in row i, `features[f].nBins` where it is missing. */
export interface BinnedMatrix {
  readonly nRows: number
  readonly columns: readonly Uint8Array[]
  readonly features: readonly FeatureBins[]
}

/** Learns bins from the rows of `matrix` and applies them to it: `fitBins`, then `applyBins`; cost of both. */
export function binMatrix(
  matrix: FeatureMatrix,
  options: BinningOptions = DEFAULT_BINNING,
  allocate: Allocate = ownMemory,
): BinnedMatrix {
  return applyBins(matrix, fitBins(matrix, options), allocate)
}

/**
 * The rows of any matrix of the same features in bins that were learned before. A byte a value, from `allocate`.
 * Fails with `input-invalid` when the features are not as many. Cost: eight comparisons a number, one look-up a
 * category.
 */
export function applyBins(
  matrix: FeatureMatrix,
  features: readonly FeatureBins[],
  allocate: Allocate = ownMemory,
): BinnedMatrix {
  if (matrix.columns.length !== features.length) {
    throw new AppError('input-invalid', { field: 'columns', value: matrix.columns.length })
  }
  const columns = features.map((feature, f) => {
    const bins = new Uint8Array(allocate(matrix.nRows))
    const values = matrix.columns[f]!
    if (feature.kind === 'number') numbersToBins(values, feature.edges, feature.nBins, bins)
    else categoriesToBins(values, feature.binOfCode, feature.nBins, bins)
    return bins
  })
  return { nRows: matrix.nRows, columns, features }
}

/** The edges below each value are counted by halving, without a branch that could be guessed wrongly. */
function numbersToBins(
  values: Float32Array,
  edges: readonly number[],
  missing: number,
  bins: Uint8Array,
): void {
  const ladder = new Float64Array(MOST_BINS).fill(Number.MAX_VALUE)
  ladder.set(edges)
  for (let i = 0; i < bins.length; i++) {
    const v = values[i]!
    let b = v > ladder[127]! ? 128 : 0
    b += v > ladder[b + 63]! ? 64 : 0
    b += v > ladder[b + 31]! ? 32 : 0
    b += v > ladder[b + 15]! ? 16 : 0
    b += v > ladder[b + 7]! ? 8 : 0
    b += v > ladder[b + 3]! ? 4 : 0
    b += v > ladder[b + 1]! ? 2 : 0
    b += v > ladder[b]! ? 1 : 0
    bins[i] = v === v ? b : missing
  }
}

function categoriesToBins(
  codes: Float32Array,
  binOfCode: readonly number[],
  missing: number,
  bins: Uint8Array,
): void {
  const table = Uint8Array.from(binOfCode)
  for (let i = 0; i < bins.length; i++) {
    const code = codes[i]!
    bins[i] = code >= 0 && code < table.length ? table[code]! : missing
  }
}
