import { AppError } from '../../../contract/errors.ts'
import { stratifiedFolds } from '../stratifiedFolds.ts'
import { logLoss } from '../metrics/logLoss.ts'
import { scoredSample } from '../metrics/scoredSample.ts'
import { applyCalibration } from './applyCalibration.ts'
import type { Calibration } from './calibration.ts'
import { fitIsotonic } from './fitIsotonic.ts'
import { fitPlatt } from './fitPlatt.ts'

/** Choices of `chooseCalibration`; what is left out takes the value in brackets. */
export interface CalibrationOptions {
  readonly seed: number
  /** [5] */
  readonly nFolds?: number
  readonly isCancelled?: () => boolean
}

/** The calibration chosen, fitted on all rows given, and the log loss of each kind on rows that its fit did not see. */
export interface CalibrationChoice {
  readonly calibration: Calibration
  readonly logLoss: Readonly<Record<Calibration['kind'], number>> | null
}

/**
 * Chooses among no calibration, Platt's sigmoid and isotonic on validation rows (which no model was trained on) by log
 * loss, cross-fitted: stratified folds, each judged by a fit on the others. The simpler kind wins a tie. A sigmoid that
 * would turn the order around is no candidate. With fewer than `nFolds` rows of either class there is nothing to choose
 * by: no calibration, `logLoss` null. `scores` in 0..1, `labels` 0 or 1. Fails as `scoredSample`; throws `cancelled`.
 * Cost: nFolds + 1 fits of each kind.
 */
export function chooseCalibration(
  scores: Float64Array,
  labels: Uint8Array,
  { seed, nFolds = 5, isCancelled }: CalibrationOptions,
): CalibrationChoice {
  const raw = scoredSample(scores, labels)
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const none: Calibration = { kind: 'none' }
  if (Math.min(positives, labels.length - positives) < nFolds) return { calibration: none, logLoss: null }
  const folds = stratifiedFolds(labels, nFolds, seed)
  const platt = new Float64Array(scores.length)
  const isotonic = new Float64Array(scores.length)
  for (let fold = 0; fold < nFolds; fold++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const inside = (_: number, row: number): boolean => folds[row] === fold
    const outside = (_: number, row: number): boolean => folds[row] !== fold
    const others = { scores: scores.filter(outside), labels: labels.filter(outside) }
    const held = scores.filter(inside)
    const rows = Uint32Array.from(scores.keys()).filter((row) => folds[row] === fold)
    const byPlatt = applyCalibration(fitPlatt(others.scores, others.labels), held)
    const byIsotonic = applyCalibration(fitIsotonic(others.scores, others.labels), held)
    rows.forEach((row, k) => {
      platt[row] = byPlatt[k]!
      isotonic[row] = byIsotonic[k]!
    })
  }
  const whole = fitPlatt(scores, labels)
  const losses = {
    none: logLoss(raw) ?? 0,
    platt: logLoss(scoredSample(platt, labels)) ?? 0,
    isotonic: logLoss(scoredSample(isotonic, labels)) ?? 0,
  }
  let calibration: Calibration = none
  if (whole.slope > 0 && losses.platt < losses[calibration.kind]) calibration = whole
  if (losses.isotonic < losses[calibration.kind]) calibration = fitIsotonic(scores, labels)
  return { calibration, logLoss: losses }
}
