import { describe, expect, it } from 'vitest'
import {
  accuracyAt,
  auc,
  baseRate,
  bootstrapDifference,
  bootstrapMetrics,
  brier,
  calibrationCurve,
  calibrationError,
  confusionAt,
  empc,
  liftByDecile,
  logLoss,
  majorityAccuracy,
  mpc,
  prAuc,
  scoredSample,
  thresholdCurve,
  topDecileLift,
  wilsonInterval,
} from '../../../shared/analytics/learn/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

const sampleOf = (scores: number[], labels: number[]) =>
  scoredSample(Float64Array.from(scores), Uint8Array.from(labels))

function drawn(n: number, strength: number, seed: number, labelSeed = seed) {
  const random = seededRandom(seed)
  const coin = seededRandom(labelSeed + 1_000)
  const labels = Uint8Array.from({ length: n }, () => (coin.next() < 0.3 ? 1 : 0))
  const scores = Float64Array.from(labels, (label) => (1 - strength) * random.next() + strength * label)
  return { scores, labels }
}

describe('measures at the edges', () => {
  const empty = sampleOf([], [])
  const churned = sampleOf([0.2, 0.2, 0.9], [1, 1, 1])
  const stayed = sampleOf([0.2, 0.2, 0.9], [0, 0, 0])

  it('say nothing about nobody', () => {
    for (const measure of [
      auc,
      prAuc,
      brier,
      logLoss,
      accuracyAt,
      majorityAccuracy,
      baseRate,
      calibrationError,
    ]) {
      expect(measure(empty)).toBeNull()
    }
    expect([mpc(empty), empc(empty), topDecileLift(empty)]).toEqual([null, null, null])
    expect(calibrationCurve(empty)).toEqual([])
    expect(liftByDecile(empty)).toEqual([])
    expect(confusionAt(empty, 0.5)).toMatchObject({ accuracy: null, precision: null, recall: null })
    expect(thresholdCurve(empty).positives).toBe(0)
  })

  it('have no area with one class only', () => {
    expect([auc(churned), auc(stayed), prAuc(stayed), topDecileLift(stayed)]).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(prAuc(churned)).toBe(1)
    expect(
      liftByDecile(stayed).every(({ lift, cumulativeGain }) => lift === null && cumulativeGain === null),
    ).toBe(true)
    expect(mpc(stayed)).toEqual({ profitPerCustomer: 0, contactShare: 0 })
    expect(empc(stayed)).toEqual({ profitPerCustomer: 0, contactShare: 0 })
    // everybody leaves: contact all, 0.3 x (200 - 10) - 1
    expect(mpc(churned)?.profitPerCustomer).toBeCloseTo(56, 10)
    expect(empc(churned)?.profitPerCustomer).toBeCloseTo(56, 4)
    expect(empc(churned)?.contactShare).toBeCloseTo(1, 4)
  })

  it('treat equal scores as one', () => {
    const flat = sampleOf([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])
    expect(auc(flat)).toBe(0.5)
    expect(prAuc(flat)).toBe(0.25)
    expect(topDecileLift(flat)).toBeCloseTo(1, 12)
    expect(liftByDecile(flat).map(({ churners }) => churners.toFixed(6))).toEqual(Array(10).fill('0.100000'))
    expect(calibrationCurve(flat)).toHaveLength(1)
  })

  it('keep log loss finite at 0 and 1', () => {
    expect(logLoss(sampleOf([1, 0], [0, 1]))).toBeCloseTo(-Math.log(1e-15), 0)
  })

  it('earn nothing when an incentive costs more than a customer is worth', () => {
    const sample = sampleOf([0.9, 0.1], [1, 0])
    const economics = {
      lifetimeValue: 5,
      incentiveCost: 10,
      contactCost: 1,
      acceptanceAlpha: 6,
      acceptanceBeta: 14,
    }
    expect(mpc(sample, economics)).toEqual({ profitPerCustomer: 0, contactShare: 0 })
    expect(empc(sample, economics)).toEqual({ profitPerCustomer: 0, contactShare: 0 })
    expect(() => empc(sample, { ...economics, contactCost: -1 })).toThrow('contactCost')
    expect(() => mpc(sample, { ...economics, acceptanceBeta: 0 })).toThrow('acceptanceBeta')
  })

  it('refuse scores that are not numbers and labels that are not 0 or 1', () => {
    expect(() => sampleOf([NaN], [1])).toThrow('scores')
    expect(() => sampleOf([0.1], [2])).toThrow('labels')
    expect(() => sampleOf([0.1], [1, 0])).toThrow('labels')
    expect(() => scoredSample(Float64Array.of(1), Uint8Array.of(1), Float64Array.of(-1))).toThrow('weights')
    expect(() => thresholdCurve(sampleOf([0.1], [1]), Float64Array.of(1, 2))).toThrow('values')
  })

  it('flags at exactly the threshold', () => {
    expect(confusionAt(sampleOf([0.5, 0.4], [1, 1]), 0.5).truePositives).toBe(1)
    expect(majorityAccuracy(sampleOf([0.5, 0.4, 0.1], [1, 0, 0]))).toBeCloseTo(2 / 3, 12)
  })

  it('give an interval even to a share of 0', () => {
    expect(wilsonInterval(0, 10, 0.95).low).toBe(0)
    expect(wilsonInterval(0, 10, 0.95).high).toBeCloseTo(0.2775, 4)
  })
})

describe('the bootstrap', () => {
  const { scores, labels } = drawn(600, 0.3, 1)
  const sample = scoredSample(scores, labels)

  it('repeats itself by seed and encloses the estimate', () => {
    const metrics = { auc, brier }
    const a = bootstrapMetrics(sample, metrics, { seed: 5 })
    expect(bootstrapMetrics(sample, metrics, { seed: 5 })).toEqual(a)
    expect(bootstrapMetrics(sample, metrics, { seed: 6 })).not.toEqual(a)
    expect(a.auc.estimate).toBe(auc(sample))
    expect(a.auc.low).toBeLessThan(a.auc.estimate ?? NaN)
    expect(a.auc.high).toBeGreaterThan(a.auc.estimate ?? NaN)
    expect(a.auc.nResamples).toBe(200)
  })

  it('has about the standard error that theory gives for a mean', () => {
    const { rate } = bootstrapMetrics(sample, { rate: baseRate }, { seed: 1, nResamples: 2_000 })
    const p = rate.estimate ?? NaN
    expect((rate.standardError ?? NaN) / Math.sqrt((p * (1 - p)) / 600)).toBeCloseTo(1, 1)
  })

  it('pairs two scores by row: a scorer does not differ from itself', () => {
    const turned = scoredSample(
      scores.map((s) => s / 2),
      labels,
    )
    const same = bootstrapDifference(sample, turned, { seed: 2 })
    expect([same.estimate, same.low, same.high, same.pAbove]).toEqual([0, 0, 0, 0])
    const weak = scoredSample(drawn(600, 0.05, 9, 1).scores, labels)
    const better = bootstrapDifference(sample, weak, { seed: 2 })
    expect(better.low).toBeGreaterThan(0)
    expect(better.pAbove).toBe(1)
    expect(() => bootstrapDifference(sample, sampleOf([0.1], [1]), { seed: 1 })).toThrow('input-invalid')
  })

  it('gives no interval where the measure is not defined, and can be cancelled', () => {
    const none = bootstrapMetrics(sampleOf([0.1, 0.2], [0, 0]), { auc }, { seed: 1 })
    expect(none.auc).toEqual({ estimate: null, low: null, high: null, standardError: null, nResamples: 0 })
    expect(bootstrapMetrics(sampleOf([], []), { auc }, { seed: 1 }).auc.estimate).toBeNull()
    expect(() => bootstrapMetrics(sample, { auc }, { seed: 1, isCancelled: () => true })).toThrow('cancelled')
  })
})
