import { describe, expect, it } from 'vitest'
import { incompleteBeta } from '../../../shared/analytics/numerics/incompleteBeta.ts'
import { normalQuantile } from '../../../shared/analytics/numerics/normalQuantile.ts'
import {
  accuracyAt,
  auc,
  brier,
  calibrationCurve,
  calibrationError,
  confusionAt,
  empc,
  fitPlatt,
  liftByDecile,
  logLoss,
  mpc,
  poolAdjacentViolators,
  prAuc,
  scoredSample,
  thresholdCurve,
  topDecileLift,
} from '../../../shared/analytics/learn/index.ts'
import { scoredRows } from './data.ts'
import reference from './reference.json' with { type: 'json' }

const { scores, labels, weights, values } = scoredRows()
const plain = scoredSample(scores, labels)
const weighted = scoredSample(scores, labels, weights)

describe('measures against scikit-learn', () => {
  it('areas', () => {
    expect(auc(plain)).toBeCloseTo(reference.auc, 12)
    expect(auc(weighted)).toBeCloseTo(reference.aucWeighted, 12)
    expect(prAuc(plain)).toBeCloseTo(reference.prAuc, 12)
    expect(prAuc(weighted)).toBeCloseTo(reference.prAucWeighted, 12)
  })

  it('losses', () => {
    expect(brier(plain)).toBeCloseTo(reference.brier, 12)
    expect(brier(weighted)).toBeCloseTo(reference.brierWeighted, 12)
    expect(logLoss(plain)).toBeCloseTo(reference.logLoss, 12)
    expect(logLoss(weighted)).toBeCloseTo(reference.logLossWeighted, 12)
  })

  it('accuracy and confusion', () => {
    expect(accuracyAt(plain)).toBeCloseTo(reference.accuracy, 12)
    expect(accuracyAt(weighted)).toBeCloseTo(reference.accuracyWeighted, 12)
    const c = confusionAt(plain, 0.35)
    expect([c.trueNegatives, c.falsePositives, c.falseNegatives, c.truePositives]).toEqual(
      reference.confusion,
    )
    expect(c.precision).toBeCloseTo(reference.precision, 12)
    expect(c.recall).toBeCloseTo(reference.recall, 12)
  })
})

describe('curves against numpy and SciPy', () => {
  it('calibration bins with Wilson intervals', () => {
    const bins = calibrationCurve(plain)
    expect(bins).toHaveLength(reference.calibrationCurve.length)
    reference.calibrationCurve.forEach((wanted, k) => {
      for (const key of ['n', 'meanPredicted', 'observed', 'low', 'high'] as const) {
        expect(bins[k]?.[key]).toBeCloseTo(wanted[key], 10)
      }
    })
    expect(calibrationError(plain)).toBeCloseTo(reference.calibrationError, 12)
  })

  it('lift and cumulative gain by decile', () => {
    const deciles = liftByDecile(plain)
    reference.lift.forEach((lift, k) => expect(deciles[k]?.lift).toBeCloseTo(lift, 10))
    reference.cumulativeGain.forEach((gain, k) => expect(deciles[k]?.cumulativeGain).toBeCloseTo(gain, 10))
    expect(topDecileLift(plain)).toBeCloseTo(reference.lift[0] ?? NaN, 10)
  })

  it('counts and values at thresholds', () => {
    const curve = thresholdCurve(plain, values)
    reference.thresholds.forEach(({ at, tp, fp, tpValue, fpValue }) => {
      const k = Math.round(at * 200)
      expect(curve.thresholds[k]).toBe(at)
      const found = [curve.truePositives[k], curve.falsePositives[k]]
      expect([...found, curve.truePositiveValue[k], curve.falsePositiveValue[k]]).toEqual([
        tp,
        fp,
        tpValue,
        fpValue,
      ])
    })
  })
})

describe('profit measures against brute force over every threshold and acceptance rate', () => {
  it.each(reference.campaign)('economics $economics', (wanted) => {
    const [lifetimeValue, incentiveCost, contactCost, acceptanceAlpha, acceptanceBeta] = wanted.economics as [
      number,
      number,
      number,
      number,
      number,
    ]
    const economics = { lifetimeValue, incentiveCost, contactCost, acceptanceAlpha, acceptanceBeta }
    expect(mpc(plain, economics)?.profitPerCustomer).toBeCloseTo(wanted.mpc, 10)
    expect(mpc(plain, economics)?.contactShare).toBeCloseTo(wanted.mpcShare, 10)
    expect(empc(plain, economics)?.profitPerCustomer).toBeCloseTo(wanted.empc, 7)
    expect(empc(plain, economics)?.contactShare).toBeCloseTo(wanted.empcShare, 5)
  })
})

describe('calibration against scikit-learn', () => {
  it('pools violators to the same values', () => {
    const blocks = poolAdjacentViolators(scores, labels)
    scores.forEach((score, row) => {
      const block = blocks.find(({ lowScore, highScore }) => lowScore <= score && score <= highScore)
      expect((block?.churners ?? NaN) / (block?.n ?? NaN)).toBeCloseTo(reference.isotonic[row] ?? NaN, 12)
    })
  })

  it("fits Platt's sigmoid", () => {
    const { slope, intercept } = fitPlatt(scores, labels)
    expect(slope).toBeCloseTo(reference.platt.slope, 7)
    expect(intercept).toBeCloseTo(reference.platt.intercept, 7)
  })
})

describe('special functions against SciPy', () => {
  it('incomplete beta', () => {
    for (const [x, a, b, wanted] of reference.incompleteBeta) {
      expect(incompleteBeta(x ?? NaN, a ?? NaN, b ?? NaN) / (wanted ?? NaN)).toBeCloseTo(1, 11)
    }
  })

  it('normal quantile', () => {
    for (const [p, wanted] of reference.normalQuantile) {
      const value = normalQuantile(p ?? NaN)
      expect(Math.abs(value - (wanted ?? NaN))).toBeLessThan(4e-15 * (1 + Math.abs(value)))
    }
  })
})
