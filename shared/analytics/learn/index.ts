export type { FeatureMatrix } from './matrix.ts'
export type { Design, DesignColumn, DesignMatrix, DesignOptions, DroppedColumn } from './design/design.ts'
export { fitDesign } from './design/fitDesign.ts'
export { applyDesign } from './design/applyDesign.ts'
export type { LogisticFit, LogisticOptions, LogisticStandardErrors } from './logistic/fit.ts'
export { fitLogistic } from './logistic/fitLogistic.ts'
export { fitLogisticPath, type LogisticPathOptions } from './logistic/fitLogisticPath.ts'
export { logOddsOf, predictLogistic } from './logistic/predictLogistic.ts'
export { logisticContributions, type LogisticContributions } from './logistic/logisticContributions.ts'
export { scoredSample, type ScoredSample } from './metrics/scoredSample.ts'
export { baseRate, classCounts, type ClassCounts } from './metrics/counts.ts'
export { auc } from './metrics/auc.ts'
export { prAuc } from './metrics/prAuc.ts'
export { brier } from './metrics/brier.ts'
export { logLoss } from './metrics/logLoss.ts'
export { accuracyAt, majorityAccuracy } from './metrics/accuracyAt.ts'
export { confusionAt, type Confusion } from './metrics/confusionAt.ts'
export { calibrationCurve, type CalibrationBin } from './metrics/calibrationCurve.ts'
export { calibrationError } from './metrics/calibrationError.ts'
export { wilsonInterval } from './metrics/wilsonInterval.ts'
export { liftByDecile, type LiftDecile } from './metrics/liftByDecile.ts'
export { topDecileLift } from './metrics/topDecileLift.ts'
export { thresholdCurve, type ThresholdCurve } from './metrics/thresholdCurve.ts'
export { rocHull, type RocHull } from './metrics/rocHull.ts'
export { DEFAULT_ECONOMICS, type CampaignEconomics, type CampaignProfit } from './metrics/campaignProfit.ts'
export { mpc } from './metrics/mpc.ts'
export { empc } from './metrics/empc.ts'
export {
  bootstrapDifference,
  bootstrapMetrics,
  type BootstrapDifference,
  type BootstrapInterval,
  type BootstrapOptions,
  type SampleMetric,
} from './metrics/bootstrapMetrics.ts'
export type { Calibration } from './calibration/calibration.ts'
export { applyCalibration } from './calibration/applyCalibration.ts'
export {
  chooseCalibration,
  type CalibrationChoice,
  type CalibrationOptions,
} from './calibration/chooseCalibration.ts'
export { fitIsotonic } from './calibration/fitIsotonic.ts'
export { fitPlatt } from './calibration/fitPlatt.ts'
export { poolAdjacentViolators, type IsotonicBlock } from './calibration/poolAdjacentViolators.ts'
