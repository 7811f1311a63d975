import { describe, expect, it } from 'vitest'
import {
  applyCalibration,
  chooseCalibration,
  fitIsotonic,
  fitPlatt,
  type Calibration,
} from '../../../shared/analytics/learn/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

/** Scores whose true probability is `truth`. */
function drawn(n: number, truth: (score: number) => number) {
  const random = seededRandom(n)
  const scores = Float64Array.from({ length: n }, () => 0.02 + 0.96 * random.next())
  const labels = Uint8Array.from(scores, (score) => (random.next() < truth(score) ? 1 : 0))
  return { scores, labels }
}

describe('calibration', () => {
  it('is left alone when scores are probabilities already', () => {
    const { scores, labels } = drawn(4_000, (s) => s)
    const { calibration, logLoss } = chooseCalibration(scores, labels, { seed: 1 })
    expect(Object.values(logLoss ?? {}).every(Number.isFinite)).toBe(true)
    const away = applyCalibration(calibration, scores).map((p, i) => Math.abs(p - (scores[i] ?? NaN)))
    expect(Math.max(...away)).toBeLessThan(0.03)
  })

  it("takes Platt's sigmoid for overconfident scores", () => {
    const { scores, labels } = drawn(4_000, (s) => 1 / (1 + ((1 - s) / s) ** 0.4))
    const { calibration } = chooseCalibration(scores, labels, { seed: 1 })
    expect(calibration.kind).toBe('platt')
    expect(calibration.kind === 'platt' ? calibration.slope : NaN).toBeCloseTo(0.4, 1)
  })

  it('takes isotonic steps where no sigmoid fits', () => {
    const { scores, labels } = drawn(4_000, (s) => (s < 0.3 ? 0.1 : s < 0.8 ? 0.4 : 0.45))
    const { calibration } = chooseCalibration(scores, labels, { seed: 1 })
    expect(calibration.kind).toBe('isotonic')
  })

  it('never turns the order around', () => {
    const { scores, labels } = drawn(1_000, (s) => 1 - s)
    expect(fitPlatt(scores, labels).slope).toBeLessThan(0)
    expect(chooseCalibration(scores, labels, { seed: 1 }).calibration.kind).not.toBe('platt')
  })

  it('chooses nothing from a handful of rows or one class', () => {
    const few = chooseCalibration(Float64Array.of(0.1, 0.9), Uint8Array.of(0, 1), { seed: 1 })
    expect(few).toEqual({ calibration: { kind: 'none' }, logLoss: null })
    expect(chooseCalibration(Float64Array.of(), Uint8Array.of(), { seed: 1 }).logLoss).toBeNull()
    const one = chooseCalibration(new Float64Array(50).fill(0.5), new Uint8Array(50), { seed: 1 })
    expect(one.calibration.kind).toBe('none')
  })

  it('gives no certainty from a few rows of one class, and stays finite when scores separate', () => {
    const scores = Float64Array.of(0, 0.1, 0.2, 0.8, 0.9, 1)
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 1)
    const isotonic = applyCalibration(fitIsotonic(scores, labels), scores)
    expect(isotonic[0]).toBeCloseTo(0.125, 12)
    expect(isotonic[5]).toBeCloseTo(0.875, 12)
    const platt = fitPlatt(scores, labels)
    expect(Number.isFinite(platt.slope) && Number.isFinite(platt.intercept)).toBe(true)
    expect(applyCalibration(platt, scores).every((p) => p > 0 && p < 1)).toBe(true)
    const flat = fitIsotonic(Float64Array.of(0.5, 0.5), Uint8Array.of(0, 1))
    expect(Array.from(applyCalibration(flat, Float64Array.of(0, 0.5, 1)))).toEqual([0.5, 0.5, 0.5])
    expect(() => fitIsotonic(Float64Array.of(), Uint8Array.of())).toThrow('no-data')
    expect(() => fitPlatt(Float64Array.of(), Uint8Array.of())).toThrow('no-data')
  })

  it('survives JSON and can be cancelled', () => {
    const { scores, labels } = drawn(300, (s) => s * s)
    const kinds: Calibration[] = [{ kind: 'none' }, fitPlatt(scores, labels), fitIsotonic(scores, labels)]
    for (const calibration of kinds) {
      const copy = JSON.parse(JSON.stringify(calibration)) as Calibration
      expect(applyCalibration(copy, scores)).toEqual(applyCalibration(calibration, scores))
    }
    expect(() => chooseCalibration(scores, labels, { seed: 1, isCancelled: () => true })).toThrow('cancelled')
  })
})
