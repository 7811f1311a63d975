import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import { ownMemory, type Allocate } from './allocation.ts'
import { DEFAULT_BINNING, fitBins, type BinningOptions, type FeatureBins } from './binning.ts'
import { bitsOf, floatKey } from './sortFloats.ts'

const CELLS = 65_536

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
 * Fails with `input-invalid` when the features are not as many. Cost: a look-up a value and
 * few comparisons.
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

/**
 * The high half of a number's bits tells between which edges it lies, mostly without a comparison; the rest is halved.
 * An edge is compared by its bits as a 32-bit number, which keeps its order against such numbers, equality aside.
 */
function numbersToBins(
  values: Float32Array,
  edges: readonly number[],
  missing: number,
  bins: Uint8Array,
): void {
  const ladder = Float64Array.from(edges)
  const below = new Uint8Array(CELLS + 1)
  const edgeBits = bitsOf(Float32Array.from(edges))
  for (let e = 0, cell = 0; cell < CELLS; cell++) {
    while (e < edgeBits.length && floatKey(edgeBits[e]!) >>> 16 === cell) e++
    below[cell + 1] = e
  }
  const bits = bitsOf(values)
  for (let i = 0; i < bins.length; i++) {
    const v = values[i]!
    if (v !== v) {
      bins[i] = missing
      continue
    }
    const cell = floatKey(bits[i]!) >>> 16
    let low = below[cell]!
    let high = below[cell + 1]!
    while (low < high) {
      const middle = (low + high) >> 1
      if (v > ladder[middle]!) low = middle + 1
      else high = middle
    }
    bins[i] = low
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
