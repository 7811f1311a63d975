import { describe, expect, it } from 'vitest'
import { fitPurchaseModel } from '../../../shared/analytics/lifetime/fitPurchases.ts'
import { fitGammaGamma } from '../../../shared/analytics/lifetime/gammaGamma.ts'
import { groupHistories } from '../../../shared/analytics/lifetime/groups.ts'
import { chooseModel } from '../../../shared/analytics/lifetime/judge.ts'
import { modelOf } from '../../../shared/analytics/lifetime/models.ts'
import type { LifetimeModel } from '../../../shared/contract/lifetime.ts'
import { simulateBuyers, simulateSpend } from '../../support/simulatedBuyers.ts'

const TRUE: readonly [LifetimeModel, readonly [number, number, number, number]][] = [
  ['bgnbd', [0.6, 6, 0.8, 2.5]],
  ['mbgnbd', [0.8, 6, 0.9, 3]],
  ['paretonbd', [0.6, 8, 0.7, 12]],
]

describe.each(TRUE)('%s fitted to customers who do what it says', (key, parameters) => {
  const model = modelOf(key)

  it.each([1, 2, 3])('finds the true parameters within four standard errors, seed %i', (seed) => {
    const buyers = simulateBuyers({
      model: key,
      parameters,
      customers: 8_000,
      ticksPerUnit: 50,
      ageTicks: [1_500, 3_900],
      seed,
    })
    const groups = groupHistories(buyers.frequency, buyers.recencyDays, buyers.ageDays)
    const fit = fitPurchaseModel(model, groups, 50)
    expect(fit.converged).toBe(true)
    parameters.forEach((value, i) => {
      const error = fit.standardErrors?.[i] ?? NaN
      expect(Math.abs((fit.parameters[i] ?? NaN) - value) / error, `${model.parameterNames[i]}`).toBeLessThan(
        4,
      )
      expect(error).toBeLessThan(value)
    })
    // no other parameters are likelier
    const atTruth = model.likelihood(groups, 50)(Float64Array.from(parameters), new Float64Array(4))
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(atTruth)
  })
})

it('spend is recovered within four standard errors', () => {
  const truth = [6, 4, 15] as const
  const frequency = Uint32Array.from({ length: 5_000 }, (_, i) => 1 + (i % 6))
  const fit = fitGammaGamma({ frequency, average: simulateSpend(frequency, truth, 11) })
  expect(fit.converged).toBe(true)
  truth.forEach((value, i) => {
    const error = fit.standardErrors?.[i] ?? NaN
    expect(Math.abs((fit.parameters[i] ?? NaN) - value) / error).toBeLessThan(4)
  })
})

it('a fit that the data cannot hold says so', () => {
  // nobody ever leaves: the chance to leave runs to 0
  const n = 400
  const frequency = Uint32Array.from({ length: n }, (_, i) => 5 + (i % 3))
  const age = new Uint32Array(n).fill(700)
  const groups = groupHistories(
    frequency,
    Uint32Array.from({ length: n }, (_, i) => 680 + (i % 20)),
    age,
  )
  const fit = fitPurchaseModel(modelOf('bgnbd'), groups, 7)
  expect(fit.converged).toBe(false)
  expect(fit.standardErrors).toBeNull()
  for (const value of fit.parameters) expect(Number.isFinite(value)).toBe(true)
})

const KEYS = ['bgnbd', 'mbgnbd', 'paretonbd'] as const

describe('where nobody leaves', () => {
  const buyers = simulateBuyers({
    model: 'bgnbd',
    parameters: [0.8, 9, 1e-7, 5],
    customers: 3_000,
    ticksPerUnit: 7,
    ageTicks: [30, 370],
    seed: 5,
  })
  const groups = groupHistories(buyers.frequency, buyers.recencyDays, buyers.ageDays)

  it.each(KEYS)(
    '%s is at least as likely as buying at a rate for ever, and does not search on at the end of its range',
    (key) => {
      const fit = fitPurchaseModel(modelOf(key), groups, 7)
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(
        buyingForEver(fit.parameters[0]!, fit.parameters[1]!) - 0.01,
      )
      expect(fit.gradientNorm).toBeLessThan(1e-6)
      expect(fit.evaluations).toBeLessThan(220)
      if (!fit.converged) expect(fit.standardErrors).toBeNull()
    },
  )

  it('the first is chosen of models that all ran away and differ by last digits, not of one that is likelier', () => {
    const fit = fitPurchaseModel(modelOf('bgnbd'), groups, 7)
    const chosen = (...more: readonly number[]) =>
      chooseModel(
        new Map(
          KEYS.map((key, i) => [
            key,
            { ...fit, converged: false, logLikelihood: Math.round(fit.logLikelihood) + 0.005 + more[i]! },
          ]),
        ),
        null,
        false,
      )
    expect(chosen(-1e-6, 0, 1e-6)).toMatchObject({ model: 'bgnbd', lead: 0 })
    expect(chosen(0, 0.5, 0.5 + 1e-6)).toMatchObject({ model: 'mbgnbd' })
  })

  /** The negative binomial of Ehrenberg 1959 as rates: what all three become when nobody leaves. */
  function buyingForEver(r: number, alpha: number): number {
    return buyers.frequency.reduce((sum, x, i) => {
      let ways = 0
      for (let k = 0; k < x; k++) ways += Math.log(r + k)
      return sum + ways + r * Math.log(alpha) - (r + x) * Math.log(alpha + buyers.ageDays[i]! / 7)
    }, 0)
  }
})
