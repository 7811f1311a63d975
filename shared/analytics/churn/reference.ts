import type { FeatureMatrix } from '../learn/index.ts'
import { contributionsOf, type RawModel } from './model.ts'
import { rowsOf } from './stack.ts'

const MOST_ROWS = 400

/**
 * Mean contribution of each feature over customers who stayed (label 0), at most 400 of the rows, evenly spread: what a
 * customer's reasons are measured against. A model's own zero is its average training row, and where most rows are long
 * lapsed a silence of three months counts as a good sign there. Contributions minus these still add up: to the log-odds
 * above those of an average customer who stays. Null when nobody stayed. Cost: `contributionsOf` of the rows.
 */
export function stayersReference(
  model: RawModel,
  matrix: FeatureMatrix,
  labels: Uint8Array,
): readonly number[] | null {
  const stayed = Uint32Array.from(labels.keys()).filter((row) => labels[row] === 0)
  if (stayed.length === 0) return null
  const n = Math.min(MOST_ROWS, stayed.length)
  const rows = Uint32Array.from({ length: n }, (_, i) => stayed[Math.floor((i * stayed.length) / n)]!)
  const contributions = contributionsOf(model, rowsOf(matrix, rows))
  const nFeatures = matrix.columns.length
  const sums = new Array<number>(nFeatures).fill(0)
  for (let at = 0; at < contributions.length; at++) {
    sums[at % nFeatures] = sums[at % nFeatures]! + contributions[at]!
  }
  return sums.map((sum) => sum / n)
}
