import { seededRandom } from '../../numerics/seededRandom.ts'
import { crossProducts } from './crossProducts.ts'
import type { LogisticData, LogisticState } from './objective.ts'
import { weightedMoments } from './products.ts'

const BUDGET = 1e8
const ROWS_A_COLUMN = 12
const SHRINK = 1 - 1e-6

/** How many rows are enough for a Newton matrix over k columns; all when that saves little. */
export function curvatureRows(nRows: number, k: number): number {
  const enough = Math.ceil(Math.max(BUDGET / ((k + 1) ** 2 / 2), ROWS_A_COLUMN * k))
  return enough > nRows / 2 ? nRows : enough
}

/** One random row in each of m equal stretches of the rows, ascending; null when m covers all. */
export function stratifiedRows(nRows: number, m: number): Uint32Array | null {
  if (m >= nRows) return null
  const random = seededRandom(1)
  return Uint32Array.from({ length: m }, (_, i) => Math.floor(((i + random.next()) * nRows) / m))
}

/**
 * The Hessian of the mean log-likelihood over (intercept, active columns), without penalty, row-major. Exact when
 * `rows` is null. Otherwise correlations come from those rows only, while means and variances are exact: a column that
 * varies on no sampled row keeps its own curvature. Such a matrix is for directions alone; where the fit ends is
 * decided by exact gradients. Cost: rows x k^2 / 2 multiplications, + two passes when sampled.
 */
export function hessianOf(
  data: LogisticData,
  state: LogisticState,
  active: Uint32Array,
  rows: Uint32Array | null,
): Float64Array {
  const h = crossProducts(data.columns, active, state.curvature, rows, data.isCancelled)
  if (rows === null) return h
  const size = active.length + 1
  const total = state.curvature.reduce((sum, value) => sum + value, 0)
  const { first, second } = weightedMoments(data.columns, active, state.curvature)
  const sampled = h[0]!
  const scale = new Float64Array(size)
  const sampledFirst = h.slice(0, size)
  for (let j = 1; j < size; j++) {
    const own = h[j * size + j]! / sampled - (sampledFirst[j]! / sampled) ** 2
    const exact = Math.max(0, second[j - 1]! / total - (first[j - 1]! / total) ** 2)
    scale[j] = own > 1e-12 ? Math.sqrt(exact / own) : 0
  }
  h[0] = total
  for (let j = 1; j < size; j++) {
    h[j] = h[j * size] = first[j - 1]!
    for (let k = 1; k < j; k++) {
      const covariance =
        h[j * size + k]! / sampled - (sampledFirst[j]! * sampledFirst[k]!) / (sampled * sampled)
      const scaled = covariance * scale[j]! * scale[k]! * SHRINK * total
      h[j * size + k] = h[k * size + j] = scaled + (first[j - 1]! * first[k - 1]!) / total
    }
    h[j * size + j] = second[j - 1]!
  }
  return h
}
