import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFeatures, populationOf } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import type { FeatureMatrix } from '../../../shared/analytics/learn/matrix.ts'
import { historyOf } from '../../support/customerHistory.ts'
import { AS_OF_DAY, FIRST_DAY, futures, histories, N_CUSTOMERS } from './arbitrary.ts'
import { naiveFeatures } from './naive.ts'
import { naiveTaste } from './naiveTaste.ts'

const SEED = 20_261
const EVERYBODY = Uint32Array.from({ length: N_CUSTOMERS }, (_, i) => i)

function column(matrix: FeatureMatrix, at: number): number[] {
  return [...matrix.columns[at]!]
}

describe('features', () => {
  it('do not change whatever happens after the as-of day', () => {
    fc.assert(
      fc.property(histories, futures, (past, future) => {
        const now = historyOf(past)
        const later = historyOf({
          nCustomers: N_CUSTOMERS,
          purchases: [...past.purchases, ...future.purchases],
          behaviours: [...past.behaviours, ...future.behaviours],
          contacts: [...past.contacts, ...future.contacts],
        })
        const specs = featureSpecs(now)
        const before = extractFeatures(now, AS_OF_DAY, EVERYBODY, specs)
        const after = extractFeatures(later, AS_OF_DAY, EVERYBODY, specs)
        specs.forEach((spec, k) => {
          expect(column(after, k), spec.key).toEqual(column(before, k))
        })
      }),
      { seed: SEED, numRuns: 150 },
    )
  })

  it('do not see answers that a fresh contact got later, nor refunds of unknown day', () => {
    fc.assert(
      fc.property(histories, (past) => {
        const fresh = {
          ...past,
          contacts: past.contacts.map((one) => {
            const age = AS_OF_DAY - one.day
            if (age >= 30) return one
            return age >= 7 ? { ...one, redeemed: 1 } : { ...one, opened: 1, clicked: 1, redeemed: 1 }
          }),
          purchases: past.purchases.filter((one) => one.amountMinor >= 0 || one.undated !== true),
        }
        const specs = featureSpecs(historyOf(past))
        const a = extractFeatures(historyOf(past), AS_OF_DAY, EVERYBODY, specs)
        const keys = new Set(featureSpecs(historyOf(fresh)).map((spec) => spec.key))
        const shared = specs.filter((spec) => keys.has(spec.key))
        const b = extractFeatures(historyOf(fresh), AS_OF_DAY, EVERYBODY, shared)
        const firstDays = [past, fresh].map((one) => Math.min(...one.purchases.map(({ day }) => day)))
        fc.pre(firstDays[0] === firstDays[1])
        shared.forEach((spec, k) => {
          const at = specs.findIndex((one) => one.key === spec.key)
          expect(column(b, k), spec.key).toEqual(column(a, at))
        })
      }),
      { seed: SEED, numRuns: 80 },
    )
  })

  it('are finite or missing, and categories are codes', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: FIRST_DAY - 5, max: AS_OF_DAY + 30 }), (past, asOfDay) => {
        const history = historyOf(past)
        const specs = featureSpecs(history)
        const matrix = extractFeatures(history, asOfDay, EVERYBODY, specs)
        specs.forEach((spec, k) => {
          for (const value of matrix.columns[k]!) {
            expect(Number.isFinite(value) || Number.isNaN(value), spec.key).toBe(true)
            if (spec.nCategories > 0 && !Number.isNaN(value)) {
              expect(Number.isInteger(value) && value >= 0 && value < spec.nCategories, spec.key).toBe(true)
            }
            if (spec.isSkewed && value < 0) expect.fail(`${spec.key} is below 0: ${value}`)
          }
        })
      }),
      { seed: SEED, numRuns: 80 },
    )
  })

  it('belong to the customer, wherever he stands and whoever stands beside him', () => {
    fc.assert(
      fc.property(
        histories,
        fc.shuffledSubarray([...EVERYBODY], { minLength: N_CUSTOMERS }),
        (past, order) => {
          const history = historyOf(past)
          const specs = featureSpecs(history)
          const straight = extractFeatures(history, AS_OF_DAY, EVERYBODY, specs)
          const shuffled = extractFeatures(history, AS_OF_DAY, Uint32Array.from(order), specs)
          specs.forEach((spec, k) => {
            expect(column(shuffled, k), spec.key).toEqual(order.map((c) => straight.columns[k]![c]))
          })
          const alone = extractFeatures(history, AS_OF_DAY, EVERYBODY.slice(2, 3), specs)
          specs.forEach((spec, k) => {
            if (spec.group === 'rfm' || /Shrunk|silenceChance|^product(Pop|Ret|Peers)/.test(spec.key)) return
            expect(alone.columns[k]![0], spec.key).toEqual(straight.columns[k]![2])
          })
          const kept: unknown = JSON.parse(JSON.stringify(populationOf(history, AS_OF_DAY, EVERYBODY)))
          const population = kept as ReturnType<typeof populationOf>
          const compared = extractFeatures(history, AS_OF_DAY, EVERYBODY.slice(2, 3), specs, { population })
          specs.forEach((spec, k) => {
            expect(compared.columns[k]![0], spec.key).toEqual(straight.columns[k]![2])
          })
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('are what their definitions say', () => {
    const compared = new Set<string>()
    fc.assert(
      fc.property(histories, (past) => {
        const history = historyOf(past)
        const specs = featureSpecs(history)
        const matrix = extractFeatures(history, AS_OF_DAY, EVERYBODY, specs)
        for (const customer of EVERYBODY) {
          const naive = new Map([
            ...naiveFeatures(past, customer, AS_OF_DAY),
            ...naiveTaste(past, customer, AS_OF_DAY),
          ])
          specs.forEach((spec, k) => {
            const expected = naive.get(spec.key)
            if (expected === undefined) return
            compared.add(spec.key)
            const value = matrix.columns[k]![customer]!
            if (!Number.isFinite(expected)) expect(value, spec.key).toBeNaN()
            else
              expect(Math.abs(value - expected), spec.key).toBeLessThan(
                1e-5 * Math.max(1, Math.abs(expected)),
              )
          })
        }
      }),
      { seed: SEED, numRuns: 150 },
    )
    expect(compared.size).toBeGreaterThan(150)
  })
})
