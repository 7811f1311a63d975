import { AppError } from '../../../contract/errors.ts'
import type { FeatureMatrix } from '../matrix.ts'
import type { BoostedModel } from './model.ts'
import { predictBoosted } from './predictBoosted.ts'

/** The model's mean answer at each value of a grid. */
export interface PartialDependence {
  readonly meanLogOdds: Float64Array
  readonly meanProbability: Float64Array
}

/**
 * How the prediction depends on one feature: the mean over the rows of `matrix` with the feature set to each value of
 * `grid` in turn (NaN = missing). Hand it a sample of rows. Fails with `input-invalid` for a feature outside the model
 * or a matrix without rows, with `cancelled`. Cost: a prediction of all rows a grid value.
 * Source: Friedman 2001, section 8.2.
 */
export function partialDependence(
  model: BoostedModel,
  matrix: FeatureMatrix,
  feature: number,
  grid: ArrayLike<number>,
  isCancelled?: () => boolean,
): PartialDependence {
  if (model.features[feature] === undefined) {
    throw new AppError('input-invalid', { field: 'feature', value: feature })
  }
  if (matrix.nRows === 0) throw new AppError('input-invalid', { field: 'matrix', value: 0 })
  const meanLogOdds = new Float64Array(grid.length)
  const meanProbability = new Float64Array(grid.length)
  const column = new Float32Array(matrix.nRows)
  const columns = matrix.columns.with(feature, column)
  for (let k = 0; k < grid.length; k++) {
    column.fill(grid[k]!)
    let sumLogOdds = 0
    let sumProbability = 0
    for (const logOdds of predictBoosted(model, { ...matrix, columns }, isCancelled)) {
      sumLogOdds += logOdds
      sumProbability += 1 / (1 + Math.exp(-logOdds))
    }
    meanLogOdds[k] = sumLogOdds / matrix.nRows
    meanProbability[k] = sumProbability / matrix.nRows
  }
  return { meanLogOdds, meanProbability }
}
