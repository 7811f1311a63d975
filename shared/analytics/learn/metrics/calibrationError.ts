import { calibrationCurve } from './calibrationCurve.ts'
import type { ScoredSample } from './scoredSample.ts'

/**
 * Expected calibration error, 0..1: the mean distance of observed share and mean prediction over the bins of
 * `calibrationCurve`, weighted by their rows. Null when the sample is empty. Cost: one pass.
 * Source: Naeini, Cooper & Hauskrecht 2015, with bins of equal count.
 */
export function calibrationError(sample: ScoredSample, nBins = 10): number | null {
  const bins = calibrationCurve(sample, nBins)
  const total = bins.reduce((sum, bin) => sum + bin.n, 0)
  if (total === 0) return null
  return bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.observed - bin.meanPredicted), 0) / total
}
