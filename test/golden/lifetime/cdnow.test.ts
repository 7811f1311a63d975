import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fitPurchaseModel } from '../../../shared/analytics/lifetime/fitPurchases.ts'
import { conditionalSpend, fitGammaGamma } from '../../../shared/analytics/lifetime/gammaGamma.ts'
import { groupHistories, type Groups } from '../../../shared/analytics/lifetime/groups.ts'
import {
  historiesAt,
  holdoutAfter,
  type Histories,
  type HoldoutCounts,
} from '../../../shared/analytics/lifetime/histories.ts'
import { modelOf } from '../../../shared/analytics/lifetime/models.ts'
import { orderDaysOf } from '../../../shared/analytics/lifetime/orderDays.ts'
import { byCustomer, expectedOrderDays, fittedGroups } from '../../../shared/analytics/lifetime/predict.ts'
import { LIFETIME_MODELS, type LifetimeModel } from '../../../shared/contract/lifetime.ts'
import { sharedData } from '../../support/sharedData.ts'
import { CALIBRATION_END, cdnowLedger, LAST_DAY } from './cdnow.ts'
import type { Reference } from './reference.ts'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference.json'), 'utf8')) as Reference
const path = sharedData('cdnow/CDNOW_sample.txt')

/** As published, to the digits published. */
const PUBLISHED = {
  bgnbd: { parameters: [0.243, 4.414, 0.793, 2.426], digits: 3, logLikelihood: -9582.43 },
  paretonbd: { parameters: [0.553, 10.58, 0.606, 11.67], digits: 2, logLikelihood: -9594.98 },
} as const

describe.skipIf(path === null)('CDNOW, 1/10 sample, weeks, calibrated to 1997-09-30', () => {
  let histories: Histories
  let holdout: HoldoutCounts
  let groups: Groups

  beforeAll(() => {
    const days = orderDaysOf(cdnowLedger(path ?? '', 1), 'count')
    histories = historiesAt(days, CALIBRATION_END)
    holdout = holdoutAfter(days, histories, LAST_DAY)
    groups = groupHistories(histories.frequency, histories.recencyDays, histories.ageDays)
  })

  const sum = (values: Iterable<number>): number => [...values].reduce((total, v) => total + v, 0)

  it('has the published cohort', () => {
    expect(histories.nCustomers).toBe(2_357)
    expect(histories.frequency.filter((x) => x > 0)).toHaveLength(946)
    expect(sum(histories.frequency)).toBe(reference.repeatPurchases)
    expect(sum(holdout.orderDays)).toBe(reference.holdoutPurchases)
    expect(sum(groups.weight)).toBe(2_357)
    expect(groups.nGroups).toBeLessThan(1_100)
  })

  it.each(LIFETIME_MODELS)('%s is fitted as by SciPy, from every start', (key) => {
    const fit = fitPurchaseModel(modelOf(key), groups, 7)
    const expected = reference.fits[key]
    expect(fit).toMatchObject({ converged: true, starts: 4, agreeing: 4, atBound: [] })
    expect(fit.gradientNorm).toBeLessThan(1e-6)
    expect(fit.logLikelihood).toBeCloseTo(expected.logLikelihood, 6)
    expected.parameters.forEach((value, i) => {
      expect((fit.parameters[i] ?? NaN) / value).toBeCloseTo(1, 4)
      expect((fit.standardErrors?.[i] ?? NaN) / (expected.standardErrors[i] ?? NaN)).toBeCloseTo(1, 3)
    })
  })

  it.each(Object.entries(PUBLISHED))('%s is fitted as published', (key, published) => {
    const fit = fitPurchaseModel(modelOf(key as LifetimeModel), groups, 7)
    expect(fit.logLikelihood).toBeCloseTo(published.logLikelihood, 2)
    published.parameters.forEach((value, i) => {
      expect(fit.parameters[i]).toBeCloseTo(value, published.digits)
    })
  })

  it('spend is fitted as published (p 6.25, q 3.74, gamma 15.44)', () => {
    const rows = [...histories.spendDays.keys()].filter((i) => (histories.spendDays[i] ?? 0) > 0)
    expect(rows).toHaveLength(946)
    const fit = fitGammaGamma({
      frequency: Uint32Array.from(rows, (i) => histories.spendDays[i] ?? 0),
      average: Float64Array.from(rows, (i) => (histories.averageSpendMinor[i] ?? 0) / 100),
    })
    expect(fit.converged).toBe(true)
    const [p = NaN, q = NaN, gamma = NaN] = fit.parameters
    expect([p.toFixed(2), q.toFixed(2), gamma.toFixed(2)]).toEqual(['6.25', '3.74', '15.44'])
    expect(fit.logLikelihood).toBeCloseTo(reference.fits.gammagamma.logLikelihood, 5)
    reference.fits.gammagamma.standardErrors.forEach((value, i) => {
      expect((fit.standardErrors?.[i] ?? NaN) / value).toBeCloseTo(1, 3)
    })
    expect(conditionalSpend(0, 0, fit.parameters)).toBeCloseTo((p * gamma) / (q - 1), 12)
  })

  it.each(LIFETIME_MODELS)('%s expects by frequency what the closed form of its paper does', (key) => {
    const parameters = Float64Array.from(reference.fits[key].parameters)
    const fitted = fittedGroups(modelOf(key), parameters, 7, groups)
    const expected = byCustomer(groups, expectedOrderDays(fitted, LAST_DAY - CALIBRATION_END))
    const cells = reference.byFrequency.customers.map((_, cell) =>
      [...expected.keys()].filter((i) => Math.min(histories.frequency[i] ?? 0, 7) === cell),
    )
    cells.forEach((rows, cell) => {
      expect(rows).toHaveLength(reference.byFrequency.customers[cell] ?? 0)
      const mean = (values: { [i: number]: number }): number =>
        sum(rows.map((i) => values[i] ?? NaN)) / rows.length
      expect(mean(expected)).toBeCloseTo(reference.byFrequency[key][cell] ?? NaN, 8)
      expect(mean(holdout.orderDays)).toBeCloseTo(reference.byFrequency.actual[cell] ?? NaN, 10)
    })
    const misses = expected.map((value, i) => Math.abs(value - (holdout.orderDays[i] ?? 0)))
    expect(sum(misses) / misses.length).toBeCloseTo(reference.meanAbsoluteError[key], 8)
  })
})

describe('published quantities', () => {
  const bg = modelOf('bgnbd')
  const of = (x: number, recencyDays: number, ageDays: number, parameters: readonly number[]) =>
    fittedGroups(
      bg,
      Float64Array.from(parameters),
      7,
      groupHistories(Uint32Array.of(x), Uint32Array.of(recencyDays), Uint32Array.of(ageDays)),
    )

  it('BG/NBD: 1.226 purchases in 39 weeks of a customer with x 2, t_x 30.43, T 38.86', () => {
    const customer = of(2, 213, 272, [0.243, 4.414, 0.793, 2.426])
    expect(expectedOrderDays(customer, 273)[0]).toBeCloseTo(1.226, 3)
  })

  it('BG/NBD: 25.76 purchases in 52 weeks, P(alive) 0.9689, of one with x 26, t_x 30.86, T 31', () => {
    const customer = of(26, 216, 217, [0.2425945, 4.4136019, 0.7929199, 2.4258881])
    expect(customer.pAlive[0]).toBeCloseTo(0.9689, 4)
    expect(expectedOrderDays(customer, 364)[0]).toBeCloseTo(25.76, 2)
  })

  it('BG/NBD: 1.444 purchases of a new customer in 52 weeks', () => {
    const customer = of(0, 0, 0, [0.2425945, 4.4136019, 0.7929199, 2.4258881])
    expect(expectedOrderDays(customer, 364)[0]).toBeCloseTo(1.444, 3)
  })
})
