/** Scores are probabilities already. */
export interface NoCalibration {
  readonly kind: 'none'
}

/** p = 1 / (1 + exp(-(slope x log-odds of the score + intercept))). */
export interface PlattCalibration {
  readonly kind: 'platt'
  readonly slope: number
  readonly intercept: number
}

/** Linear between the points (scores ascending, probabilities not descending), level outside them. */
export interface IsotonicCalibration {
  readonly kind: 'isotonic'
  readonly scores: readonly number[]
  readonly probabilities: readonly number[]
}

/** How raw scores in 0..1 become probabilities; plain JSON. Higher scores never get lower probabilities. */
export type Calibration = NoCalibration | PlattCalibration | IsotonicCalibration
