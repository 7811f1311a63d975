import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planAsOfDays } from '../../../shared/analytics/churn/plan.ts'

describe('the plan of as-of days', () => {
  it('goes back from the last day whose window the data cover', () => {
    const plan = planAsOfDays({ firstDay: 1, lastDay: 374, horizonDays: 60, nTrainingDays: 4 })
    expect(plan).toEqual({
      reason: 'ok',
      testDay: 314,
      stepDays: 15,
      minHistoryDays: 60,
      validationDays: [254],
      trainingDays: [194, 209, 224, 239],
    })
  })

  it('can keep the windows of training and validation apart', () => {
    const plan = planAsOfDays({ firstDay: 1, lastDay: 374, horizonDays: 60, isValidationApart: true })
    expect(plan.validationDays).toEqual([254])
    expect(plan.trainingDays.at(-1)).toBe(194)
  })

  it('says when there is a single day, or none', () => {
    expect(planAsOfDays({ firstDay: 1, lastDay: 185, horizonDays: 60, minHistoryDays: 60 })).toMatchObject({
      reason: 'no-validation',
      trainingDays: [65],
      validationDays: [],
    })
    expect(planAsOfDays({ firstDay: 1, lastDay: 150, horizonDays: 60 })).toMatchObject({
      reason: 'history-too-short',
      trainingDays: [],
    })
    expect(planAsOfDays({ firstDay: 1, lastDay: 150, horizonDays: 60, testDay: 91 })).toMatchObject({
      reason: 'test-not-covered',
    })
  })

  it('never learns from a window that is still open on the test day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 900 }),
        fc.integer({ min: 7, max: 200 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (nDays, horizonDays, back, nValidationDays, isValidationApart) => {
          const lastDay = 1_000 + nDays - 1
          const testDay = lastDay - horizonDays - back
          const plan = planAsOfDays({
            firstDay: 1_000,
            lastDay,
            horizonDays,
            testDay,
            nValidationDays,
            isValidationApart,
          })
          const { trainingDays, validationDays } = plan
          for (const day of [...trainingDays, ...validationDays]) {
            expect(day + horizonDays).toBeLessThanOrEqual(testDay)
            expect(day - 1_000 + 1).toBeGreaterThanOrEqual(plan.minHistoryDays)
          }
          if (plan.reason === 'ok') {
            expect(trainingDays.length).toBeGreaterThan(0)
            expect(Math.max(...trainingDays)).toBeLessThan(Math.min(...validationDays))
            expect(trainingDays).toEqual(trainingDays.toSorted((a, b) => a - b))
          } else expect(validationDays).toEqual([])
          expect(plan.reason === 'ok' || plan.reason === 'no-validation').toBe(trainingDays.length > 0)
        },
      ),
      { seed: 20_261, numRuns: 500 },
    )
  })
})
