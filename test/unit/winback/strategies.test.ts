import { describe, expect, it } from 'vitest'
import { CLASSIC_PAIR, compareStrategies } from '../../../shared/analytics/winback/index.ts'
import { newcombe, wilson } from '../../../shared/analytics/winback/strategies/intervals.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { strategiesSchema, type StrategiesInput } from '../../../shared/contract/winbackStrategies.ts'

const compare = (strategies: StrategiesInput['strategies']) =>
  compareStrategies(readInput(strategiesSchema, { schema: 'huiliu.strategies/1', strategies }))

describe('the classic pair', () => {
  const { strategies, pairs } = compareStrategies(readInput(strategiesSchema, CLASSIC_PAIR))
  const [broad, predictive] = strategies
  const [pair] = pairs

  it('has the textbook costs and win rates', () => {
    expect(broad).toMatchObject({ costPerContact: 0.5, costPerReturn: 50 })
    expect(predictive).toMatchObject({ costPerContact: 1.875, costPerReturn: 18.75 })
    expect(broad?.winRate.value).toBe(0.01)
    expect(broad?.winRate.low).toBeCloseTo(0.0094, 5)
    expect(broad?.winRate.high).toBeCloseTo(0.01064, 5)
    expect(predictive?.winRate.value).toBe(0.1)
    expect(predictive?.winRate.low).toBeCloseTo(0.09362, 5)
    expect(predictive?.winRate.high).toBeCloseTo(0.10677, 5)
  })

  it('says what the two ROIs imply', () => {
    expect(broad?.impliedValuePerReturn?.net).toBeCloseTo(110, 10)
    expect(predictive?.impliedValuePerReturn?.net).toBeCloseTo(140.625, 10)
    expect(broad?.impliedValuePerReturn?.gross).toBeCloseTo(60, 10)
    expect(predictive?.impliedValuePerReturn?.gross).toBeCloseTo(121.875, 10)
    expect(broad?.breakEvenOrganicReturn?.net).toBeCloseTo(0.01 - 0.5 / 110, 12)
    expect(predictive?.breakEvenOrganicReturn?.gross).toBeCloseTo(0.1 - 1.875 / 121.875, 12)
  })

  it('ties at 175 and says the four sentences', () => {
    expect(pair?.tieValuePerReturn).toBe(175)
    expect(pair?.notes.map(({ code }) => code)).toEqual([
      'roi-other-values',
      'tie',
      'no-ab-test',
      'organic-not-counted',
    ])
    expect(pair?.notes[1]).toMatchObject({ value: 175, above: 'broad-net', below: 'predictive' })
    expect(pair?.notes[3]).toMatchObject({ name: 'broad-net', organic: 0.008, from: 50 })
    expect((pair?.notes[3] as { to: number }).to).toBeCloseTo(250, 9)
  })
})

describe('strategies by their totals', () => {
  it('adds up parts: 10,000 SMS at 0.05 are 500, 10,000 coupons of 20 at 10% are 20,000', () => {
    const [only] = compare([
      {
        name: 'parts',
        reached: 10_000,
        messages: [{ channel: 'sms', unitCost: 0.05 }],
        coupon: { faceValue: 20, redemption: 0.1 },
      },
    ]).strategies
    expect(only).toMatchObject({
      cost: 20_500,
      costParts: { messages: 500, coupon: 20_000 },
      returned: 1_000,
    })
    expect(only?.impliedValuePerReturn).toBeNull()
  })

  it('has null, never infinity, where nobody returned or both brought as many back', () => {
    const { strategies, pairs } = compare([
      { name: 'a', cost: 10, reached: 100, returned: 0, roi: 1 },
      { name: 'b', cost: 20, reached: 100, returned: 0 },
    ])
    expect(strategies[0]).toMatchObject({
      costPerReturn: null,
      impliedValuePerReturn: { net: null, gross: null },
    })
    expect(pairs[0]?.tieValuePerReturn).toBeNull()
    expect(pairs[0]?.notes).toContainEqual({ code: 'dominates', better: 'a' })
  })

  it('takes organic returns off where somebody knows them', () => {
    const [broad] = compare([
      { name: 'broad-net', cost: 50_000, reached: 100_000, returned: 1_000, organicReturn: 0.008 },
    ]).strategies
    expect(broad?.costPerIncrementalReturn).toBeCloseTo(250, 9)
  })
})

describe('intervals', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table II: 56/70 and 48/80, method 3; 9/10 and 3/10, method 10
  it('are those of the published tables', () => {
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4)
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4)
    expect(wilson(0, 20).low).toBe(0)
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4)
    expect(newcombe(wilson(56, 70), wilson(48, 80)).low).toBeCloseTo(0.0524, 4)
    expect(newcombe(wilson(56, 70), wilson(48, 80)).high).toBeCloseTo(0.3339, 4)
    expect(newcombe(wilson(9, 10), wilson(3, 10)).low).toBeCloseTo(0.1705, 4)
    expect(newcombe(wilson(9, 10), wilson(3, 10)).high).toBeCloseTo(0.809, 4)
  })
})
