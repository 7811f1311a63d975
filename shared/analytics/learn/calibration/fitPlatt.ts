import { AppError } from '../../../contract/errors.ts'
import type { PlattCalibration } from './calibration.ts'
import { logOdds } from './logOdds.ts'

const MAX_ITERATIONS = 100
const RIDGE = 1e-12

/**
 * Platt's sigmoid on the log-odds of the scores: a logistic regression of one variable against the targets
 * (N+ + 1) / (N+ + 2) for churners and 1 / (N- + 2) for stayers, which keeps it finite when scores separate the classes.
 * `scores` in 0..1, `labels` 0 or 1. Fails with `no-data` without rows and `input-invalid` for scores that are not
 * numbers. Cost: some passes with two exponentials a row.
 * Source: Platt 1999; Lin, Lin & Weng 2007 (Newton with backtracking).
 */
export function fitPlatt(scores: Float64Array | Float32Array, labels: Uint8Array): PlattCalibration {
  const n = scores.length
  if (n === 0) throw new AppError('no-data')
  if (labels.length !== n) throw new AppError('input-invalid', { field: 'labels' })
  let positives = 0
  const x = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(scores[i]!)) throw new AppError('input-invalid', { field: 'scores', row: i })
    x[i] = logOdds(scores[i]!)
    if (labels[i] === 1) positives++
  }
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (n - positives + 2)
  const lossAt = (slope: number, intercept: number): number => {
    let loss = 0
    for (let i = 0; i < n; i++) {
      const eta = slope * x[i]! + intercept
      const target = labels[i] === 1 ? high : low
      loss += Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - target * eta
    }
    return loss
  }
  let slope = 0
  let intercept = Math.log((positives + 1) / (n - positives + 1))
  let loss = lossAt(slope, intercept)
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let [g1, g0, h11, h10, h00] = [0, 0, RIDGE, 0, RIDGE]
    for (let i = 0; i < n; i++) {
      const value = x[i]!
      const p = 1 / (1 + Math.exp(-(slope * value + intercept)))
      const error = p - (labels[i] === 1 ? high : low)
      const bent = p * (1 - p)
      g1 += error * value
      g0 += error
      h11 += bent * value * value
      h10 += bent * value
      h00 += bent
    }
    if (Math.max(Math.abs(g1), Math.abs(g0)) < 1e-9 * n) break
    const determinant = h11 * h00 - h10 * h10
    if (!(determinant > 0)) break
    const dSlope = -(h00 * g1 - h10 * g0) / determinant
    const dIntercept = -(h11 * g0 - h10 * g1) / determinant
    let step = 1
    let after = lossAt(slope + dSlope, intercept + dIntercept)
    while (step > 1e-10 && !(after <= loss + 1e-4 * step * (g1 * dSlope + g0 * dIntercept) + 1e-13 * loss)) {
      step /= 2
      after = lossAt(slope + step * dSlope, intercept + step * dIntercept)
    }
    if (!(step > 1e-10)) break
    slope += step * dSlope
    intercept += step * dIntercept
    loss = after
  }
  return { kind: 'platt', slope, intercept }
}
