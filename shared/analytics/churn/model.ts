import type { ChurnModelKind } from '../../contract/churn.ts'
import { applyBins, scoreBinned, type BoostedModel } from '../learn/boosting/index.ts'
import {
  applyCalibration,
  applyDesign,
  logisticContributions,
  logOddsOf,
  type Calibration,
  type Design,
  type FeatureMatrix,
  type LogisticFit,
} from '../learn/index.ts'

/** A logistic regression with the design of its input. */
export interface LinearPart {
  readonly design: Design
  readonly fit: LogisticFit
}

/**
 * A churn model without the names of its features: one of the two parts, or both for a blend (mean log-odds), and how
 * log-odds become a probability. Plain data that survives JSON.
 */
export interface ChurnModel {
  readonly version: 1
  readonly kind: ChurnModelKind
  readonly linear: LinearPart | null
  readonly boosted: BoostedModel | null
  readonly calibration: Calibration
}

/** The parts of a model before its calibration. */
export type RawModel = Omit<ChurnModel, 'calibration' | 'version'>

/** Log-odds of churn by row before calibration. Cost: rows x (design columns + trees x depth). */
export function rawLogOdds(
  model: RawModel,
  matrix: FeatureMatrix,
  isCancelled?: () => boolean,
): Float64Array {
  const parts: Float64Array[] = []
  if (model.linear !== null) {
    const { design, fit } = model.linear
    parts.push(logOddsOf(fit, applyDesign(design, matrix, null, isCancelled)))
  }
  if (model.boosted !== null)
    parts.push(scoreBinned(model.boosted, applyBins(matrix, model.boosted.features)))
  return meanOf(parts, matrix.nRows)
}

/** pChurn by row, 0..1. */
export function pChurnOf(
  model: ChurnModel,
  matrix: FeatureMatrix,
  isCancelled?: () => boolean,
): Float64Array {
  return applyCalibration(model.calibration, probabilities(rawLogOdds(model, matrix, isCancelled)))
}

/**
 * What each feature adds to the log-odds of each row before calibration (calibration keeps their order): exact for the
 * linear part, TreeSHAP for the trees, their mean for a blend. Row-major, rows x features. Cost: rows x trees x leaves
 * x depth^2 at most.
 */
export function contributionsOf(model: RawModel, matrix: FeatureMatrix): Float64Array {
  const parts: Float64Array[] = []
  if (model.linear !== null) {
    const { design, fit } = model.linear
    parts.push(logisticContributions(fit, design, applyDesign(design, matrix)).values)
  }
  if (model.boosted !== null) throw new Error('soon')
  return meanOf(parts, matrix.nRows * matrix.columns.length)
}

/** Mean of log-odds by entry. */
export function meanOf(parts: readonly Float64Array[], length: number): Float64Array {
  const out = new Float64Array(length)
  for (const part of parts) for (let i = 0; i < length; i++) out[i] = out[i]! + part[i]! / parts.length
  return out
}

/** Log-odds as probabilities. */
export function probabilities(logOdds: Float64Array): Float64Array {
  return logOdds.map((value) => 1 / (1 + Math.exp(-value)))
}
