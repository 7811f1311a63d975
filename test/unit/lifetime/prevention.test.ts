import { describe, expect, it } from 'vitest'
import { prevention, steadyValue } from '../../../shared/analytics/lifetime/prevention.ts'

const customer = { marginMinor: 10_000, monthlyChurn: 0.0983, monthlyDiscount: 0 }

describe('prevention before recall', () => {
  it('is worth 18% for 1.5 points of 9.83%, and 1.5% for 1.5% of it', () => {
    const { before, points, part } = prevention(customer, 0.015)
    expect(before).toBeCloseTo(10_000 / 0.0983, 6)
    expect(points?.churnAfter).toBeCloseTo(0.0833, 12)
    expect(points?.lift).toBeCloseTo(0.18, 3)
    expect(part?.churnAfter).toBeCloseTo(0.0983 * 0.985, 12)
    expect(part?.lift).toBeCloseTo(0.0152, 4)
  })

  it('is the sum of what each month brings', () => {
    const discounted = { ...customer, monthlyDiscount: 0.01 }
    let sum = 0
    for (let month = 0; month < 2_000; month++) sum += 10_000 * ((1 - 0.0983) / 1.01) ** month
    expect(steadyValue(discounted)).toBeCloseTo(sum, 4)
  })

  it('has no value without an end, and stops at no churn at all', () => {
    expect(steadyValue({ ...customer, monthlyChurn: 0 })).toBeNull()
    expect(steadyValue({ ...customer, monthlyChurn: 1.2 })).toBeNull()
    expect(prevention({ ...customer, monthlyChurn: 0.01 }, 0.02).points).toBeNull()
    expect(prevention({ ...customer, monthlyDiscount: 0.01 }, 0.5).points).toMatchObject({ churnAfter: 0 })
    expect(prevention({ ...customer, marginMinor: 0 }, 0.01)).toMatchObject({ before: 0, points: null })
  })
})
