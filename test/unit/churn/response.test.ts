import { describe, expect, it } from 'vitest'
import { adviceFor } from '../../../shared/analytics/churn/map.ts'
import { pooledResponse } from '../../../shared/analytics/churn/response.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

describe('the response pooled over campaigns', () => {
  it('of one campaign is the difference of its shares', () => {
    const pooled = pooledResponse([{ treated: 400, treatedReturned: 60, control: 100, controlReturned: 10 }])
    expect(pooled?.value).toBeCloseTo(0.15 - 0.1, 12)
    expect(pooled?.low).toBeLessThan(0.05)
    expect(pooled?.high).toBeGreaterThan(0.05)
  })

  it('is null where nobody was left alone', () => {
    expect(pooledResponse([{ treated: 50, treatedReturned: 5, control: 0, controlReturned: 0 }])).toBeNull()
    expect(pooledResponse([])).toBeNull()
  })

  it('compares only customers of one campaign with one another', () => {
    // each campaign by itself shows nothing; thrown together they would show 8 points
    const pooled = pooledResponse([
      { treated: 900, treatedReturned: 180, control: 100, controlReturned: 20 },
      { treated: 100, treatedReturned: 10, control: 900, controlReturned: 90 },
    ])
    expect(pooled?.value).toBeCloseTo(0, 12)
  })

  it('has an interval that holds the truth as often as it says', () => {
    const random = seededRandom(11)
    const drawn = (n: number, p: number): number => {
      let hits = 0
      for (let i = 0; i < n; i++) if (random.next() < p) hits++
      return hits
    }
    let held = 0
    const trials = 400
    for (let t = 0; t < trials; t++) {
      const strata = [0.05, 0.1, 0.2, 0.3].map((base) => ({
        treated: 150,
        treatedReturned: drawn(150, base + 0.04),
        control: 60,
        controlReturned: drawn(60, base),
      }))
      const pooled = pooledResponse(strata)
      if (pooled !== null && pooled.low <= 0.04 && pooled.high >= 0.04) held++
    }
    expect(held / trials).toBeGreaterThan(0.92)
    expect(held / trials).toBeLessThan(0.98)
  })
})

describe('the advice', () => {
  const response = (value: number, low: number) => ({
    value,
    low,
    high: value + 0.1,
    treated: 500,
    control: 100,
  })
  it('leaves alone whom contacting does not bring back', () => {
    expect(adviceFor(2, response(-0.01, -0.03))).toBe('leave-alone')
    expect(adviceFor(2, response(0, -0.02))).toBe('leave-alone')
  })
  it('recalls only where the whole interval is above zero', () => {
    expect(adviceFor(2, response(0.05, 0.01))).toBe('recall')
    expect(adviceFor(1, response(0.02, -0.01))).toBe('test')
  })
  it('asks for a test where nothing or too little was measured', () => {
    expect(adviceFor(2, null)).toBe('test')
    expect(adviceFor(2, { ...response(0.05, 0.01), control: 5 })).toBe('test')
  })
  it('watches those at low risk', () => {
    expect(adviceFor(0, response(0.05, 0.01))).toBe('watch')
  })
})
