import { AppError } from '../../../contract/errors.ts'
import { seededRandom } from '../../numerics/seededRandom.ts'
import type { FeatureMatrix } from '../matrix.ts'
import { numericEdges } from './numericEdges.ts'
import { sampleRows } from './sampleRows.ts'
import { sortFloats } from './sortFloats.ts'

/** most bins of values; one more holds the missing ones, so that a bin number fits a byte */
export const MOST_BINS = 255

/** How a number becomes a bin: value v lies in bin b when exactly b of the ascending `edges` are below v. */
export interface NumericBins {
  readonly kind: 'number'
  readonly nBins: number
  readonly edges: readonly number[]
}

/** How a category becomes a bin: `binOfCode[code]`; a code that training has not seen lies in the bin `nBins`. */
export interface CategoryBins {
  readonly kind: 'category'
  readonly nBins: number
  readonly binOfCode: readonly number[]
}

/** How one feature becomes bins 0 .. nBins - 1; the bin `nBins` is for what is missing. Plain data. */
export type FeatureBins = NumericBins | CategoryBins

/** How finely to bin. */
export interface BinningOptions {
  /** most bins of values a feature may have, 2 .. 255 */
  readonly maxBins: number
  /** from how many rows, drawn by `seed`, the bins are learned when there are more */
  readonly sampleRows: number
  readonly seed: number
}

/** Bins as fine as a byte holds, learned from at most 200,000 rows. */
export const DEFAULT_BINNING: BinningOptions = { maxBins: MOST_BINS, sampleRows: 200_000, seed: 1 }

/**
 * Learns the bins of every feature from the rows of `matrix`: quantile bins for numbers (`numericEdges`); for
 * categories a bin each in falling order of their rows, the last bin pooling those that find no bin of their own.
 * Fails with `input-invalid` for `maxBins` outside 2 .. 255. Cost: a sort of a column a feature, of at most
 * `sampleRows` rows.
 */
export function fitBins(matrix: FeatureMatrix, options: BinningOptions = DEFAULT_BINNING): FeatureBins[] {
  const { maxBins, seed } = options
  if (!(maxBins >= 2 && maxBins <= MOST_BINS)) {
    throw new AppError('input-invalid', { field: 'maxBins', value: maxBins })
  }
  const rows =
    matrix.nRows > options.sampleRows
      ? sampleRows(matrix.nRows, options.sampleRows, seededRandom(seed))
      : null
  return matrix.columns.map((column, f) => {
    const nCategories = matrix.nCategories[f] ?? 0
    if (nCategories > 0) return categoryBins(column, matrix.nRows, nCategories, maxBins)
    const edges = numericEdges(presentSorted(column, matrix.nRows, rows), maxBins)
    return { kind: 'number', nBins: edges.length + 1, edges }
  })
}

function presentSorted(column: Float32Array, nRows: number, rows: Int32Array | null): Float32Array {
  const values = new Float32Array(rows === null ? nRows : rows.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = column[rows === null ? i : rows[i]!]!
    if (value === value) values[n++] = value
  }
  const present = values.subarray(0, n)
  sortFloats(present)
  return present
}

function categoryBins(
  column: Float32Array,
  nRows: number,
  nCategories: number,
  maxBins: number,
): CategoryBins {
  const counts = new Float64Array(nCategories)
  for (let i = 0; i < nRows; i++) {
    const code = column[i]!
    if (code >= 0 && code < nCategories) counts[code]! += 1
  }
  const seen = Array.from(counts.keys())
    .filter((code) => counts[code]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
  const nBins = Math.max(1, Math.min(seen.length, maxBins))
  const binOfCode = new Array<number>(nCategories).fill(nBins)
  seen.forEach((code, rank) => {
    binOfCode[code] = Math.min(rank, nBins - 1)
  })
  return { kind: 'category', nBins, binOfCode }
}
