import { describe, expect, it } from 'vitest'
import { heterogeneityOf } from '../../../shared/analytics/lifetime/heterogeneity.ts'
import { modelOf } from '../../../shared/analytics/lifetime/models.ts'
import { incompleteGamma } from '../../../shared/analytics/numerics/incompleteGamma.ts'
import { LIFETIME_MODELS } from '../../../shared/contract/lifetime.ts'
import { simulateBuyers } from '../../support/simulatedBuyers.ts'
import reference from './gamma.json' with { type: 'json' }

describe('the incomplete gamma function', () => {
  it.each(reference)('P(%d, %d) is what SciPy says', (a = NaN, x = NaN, p = NaN) => {
    expect(Math.abs(incompleteGamma(a, x) / p - 1)).toBeLessThan(1e-11)
  })

  it('ends at 0 and 1 and is undefined where it is', () => {
    expect([incompleteGamma(2, -1), incompleteGamma(2, 0), incompleteGamma(2, Infinity)]).toEqual([0, 0, 1])
    expect(incompleteGamma(0, 1)).toBeNaN()
    expect(incompleteGamma(2, NaN)).toBeNaN()
  })
})

describe('how unlike customers are', () => {
  it.each(LIFETIME_MODELS)('adds up to everybody and keeps its mean (%s)', (key) => {
    const parameters = Float64Array.of(0.55, 10.6, 0.61, key === 'paretonbd' ? 11.7 : 2.4)
    const found = heterogeneityOf(modelOf(key), parameters, 7)
    const sum = (shares: Float64Array): number => shares.reduce((total, share) => total + share, 0)
    expect(sum(found.rateShares)).toBeCloseTo(1, 12)
    expect(sum(found.leaveShares)).toBeCloseTo(1, 12)
    expect(found.meanRate).toBeCloseTo((0.55 / 10.6) * (30 / 7), 12)
    const middles = found.leaveShares.map((share, i) => share * (i / 20 + 1 / 40))
    expect(Math.abs(sum(middles) - found.meanLeave)).toBeLessThan(0.02)
    expect([...found.rateShares, ...found.leaveShares].every((share) => share >= 0 && share <= 1)).toBe(true)
  })

  it('is that of simulated customers: the share that never buys again in a month', () => {
    const parameters = [3, 6, 0.001, 50] as const
    const found = heterogeneityOf(modelOf('bgnbd'), Float64Array.from(parameters), 7)
    const { frequency } = simulateBuyers({
      model: 'bgnbd',
      parameters,
      customers: 20_000,
      ticksPerUnit: 7,
      ageTicks: [30, 30],
      seed: 9,
    })
    const none = frequency.reduce((n, x) => n + (x === 0 ? 1 : 0), 0) / frequency.length
    const expected = found.rateShares.reduce(
      (total, share, i) =>
        total + share * Math.exp(-((found.rateEdges[i] ?? 0) + (found.rateEdges[i + 1] ?? 0)) / 2),
      0,
    )
    expect(Math.abs(none - expected)).toBeLessThan(0.02)
  })
})
