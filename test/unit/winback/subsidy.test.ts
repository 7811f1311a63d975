import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareTask,
  couponSplit,
  evaluate,
  offeredOn,
  offerPlacements,
  outcomeOf,
  settledOffer,
  treadmillOf,
  type Task,
  type TreadmillTerms,
} from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema, type Scenario } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'

const offer = { faceValue: 20, redeemShare: 0.4, lift: { maximum: 2, halfFace: 10, shape: 2 } }
const scenarioOf = (change: Record<string, unknown> = {}): Scenario =>
  readInput(scenarioSchema, {
    schema: 'huiliu.scenario/1',
    audience: {
      groups: [
        { name: 'high', customers: 4_000, organicReturn: 0.08, revenuePerReturn: 300, oneOrderRevenue: 90 },
        { name: 'low', customers: 6_000, organicReturn: 0.03, revenuePerReturn: 100, oneOrderRevenue: 60 },
      ],
    },
    value: { marginRate: 0.4 },
    ladder: [
      { channel: 'push', unitCost: 0.01, delivered: 0.6, response: 0.01, stayRate: 0.6, day: 0 },
      {
        channel: 'sms',
        unitCost: 0.05,
        response: { high: 0.03, '*': 0.01 },
        offer: true,
        stayRate: 0.5,
        day: 5,
      },
    ],
    offer,
    ...change,
  })
const settled = (change: Record<string, unknown> = {}) => {
  const scenario = scenarioOf(change)
  return settledOffer(scenario, evaluate(scenario))
}
const TASK: Task = {
  stages: [
    { reward: 1, passShare: 0.8 },
    { reward: 1, passShare: 0.5 },
    { reward: 3, passShare: 0.5 },
  ],
  stayRate: 0.7,
}
const TERMS: TreadmillTerms = { rounds: 6, adaptation: 0.5, habituation: 0.5, backlash: 0.3 }

describe('a settled offer', () => {
  it('plays out as it was evaluated, in either reading of a redemption', () => {
    const { redeemShare: _, ...terms } = offer
    for (const given of [
      offer,
      { ...terms, redemption: 0.03 },
      { ...offer, mode: 'pull', redemption: 0.03 },
    ]) {
      const scenario = scenarioOf({ offer: given })
      const { result } = evaluate(scenario)
      const outcome = outcomeOf(settledOffer(scenario, { result }))
      expect(outcome.profit).toBeCloseTo(result.totals.profit, 8)
      expect(outcome.incrementalReturns).toBeCloseTo(result.totals.incrementalReturns, 8)
      expect(outcome.healthyReturns).toBeCloseTo(result.totals.healthyReturns, 8)
      expect(outcome.redeemed).toBeCloseTo(result.totals.couponsRedeemed, 8)
      expect(outcome.costPerHealthyReturn).toBeCloseTo(result.costPerHealthyReturn!, 8)
    }
  })

  it('tells the share of returns that nothing was paid for', () => {
    const { unsubsidisedShare, grossReturns, redeemed } = outcomeOf(settled())
    expect(unsubsidisedShare).toBeCloseTo(1 - redeemed / grossReturns, 12)
    expect(outcomeOf(settled({ offer: { ...offer, faceValue: 0 } })).unsubsidisedShare).toBe(1)
  })
})

describe('who redeems', () => {
  it('adds up to all that are redeemed, with those who would have come anyway as they were evaluated', () => {
    const { totals } = evaluate(scenarioOf()).result
    const { staying, hunters, anyway, leaked } = couponSplit(settled())
    expect(staying + hunters + anyway + leaked).toBeCloseTo(totals.couponsRedeemed, 8)
    expect(anyway + leaked).toBeCloseTo(totals.couponsUnneeded, 8)
    expect(leaked).toBeCloseTo(totals.couponsLeaked, 8)
  })

  it('calls those hunters whom the offer brought and who do not stay', () => {
    const { staying, hunters } = couponSplit(settled())
    // the coupon stands on the step of which half stay
    expect(hunters).toBeCloseTo(staying, 10)
    expect(hunters).toBeGreaterThan(0)
    const loyal = settled({ ladder: scenarioOf().ladder.map((step) => ({ ...step, stayRate: 1 })) })
    expect(couponSplit(loyal).hunters).toBe(0)
    expect(couponSplit(settled({ offer: { ...offer, faceValue: 0 } })).hunters).toBe(0)
  })
})

describe('where the coupon stands', () => {
  it('is tried on every step and on none; the ladder as it is has the profit that it has', () => {
    const places = offerPlacements(settled())
    expect(places.map(({ steps }) => steps)).toEqual([[0], [1], []])
    expect(places.map(({ isNow }) => isNow)).toEqual([false, true, false])
    expect(places[1]!.profit).toBeCloseTo(evaluate(scenarioOf()).result.totals.profit, 8)
    expect(places[2]!.couponCost).toBe(0)
  })

  it('early gives more of it to people who come anyway', () => {
    const step = { channel: 'sms', unitCost: 0.05, response: 0.02, stayRate: 0.5 }
    const alike = [
      { ...step, day: 0, offer: true },
      { ...step, day: 20 },
    ]
    const [first, last] = offerPlacements(settled({ ladder: alike }))
    expect(first!.unsubsidisedShare!).toBeLessThan(last!.unsubsidisedShare!)
  })

  it('is shown as it stands where several steps carry it', () => {
    const both = settled()
    const everywhere = { ...both, ladder: both.ladder.map((step) => ({ ...step, offer: true })) }
    expect(offerPlacements(everywhere).map(({ steps, isNow }) => [steps, isNow])).toEqual([
      [[0], false],
      [[1], false],
      [[0, 1], true],
      [[], false],
    ])
    expect(offeredOn(everywhere, [0]).ladder.map((step) => step.offer)).toEqual([true, false])
  })
})

describe('a task in place of the coupon', () => {
  it('costs what all who begin are paid, for each who finishes', () => {
    const { finishShare, costPerFinisher } = compareTask(settled(), TASK)
    expect(finishShare).toBeCloseTo(0.2, 12)
    // 100 begin: 80 get 1, 40 get 1, 20 get 3 and come: 180 for 20
    expect(costPerFinisher).toBeCloseTo(180 / 20, 12)
  })

  it('of one stage that everybody does is a coupon of that face without a threshold', () => {
    const scenario = settled({ ladder: scenarioOf().ladder.map((step) => ({ ...step, stayRate: 0.5 })) })
    const { task } = compareTask(scenario, { stages: [{ reward: 20, passShare: 1 }], stayRate: 0.5 })
    const coupon = outcomeOf(scenario)
    for (const key of ['profit', 'incrementalReturns', 'healthyReturns', 'redeemed'] as const) {
      expect(task[key]).toBeCloseTo(coupon[key], 8)
    }
  })

  it('moves with every input', () => {
    const base = compareTask(settled(), TASK).task
    const stages = TASK.stages
    const changes: Task[] = [
      { ...TASK, stayRate: 0.8 },
      ...stages.flatMap((stage, i) =>
        [
          { ...stage, reward: stage.reward + 1 },
          { ...stage, passShare: stage.passShare + 0.1 },
        ].map((one) => ({
          ...TASK,
          stages: stages.map((own, k) => (k === i ? one : own)),
        })),
      ),
    ]
    for (const change of changes) expect(compareTask(settled(), change).task.profit).not.toBe(base.profit)
  })

  it('without rewards is a ladder without an offer', () => {
    const { task } = compareTask(settled(), { stages: [{ reward: 0, passShare: 0.5 }], stayRate: 0.9 })
    expect(task.profit).toBeCloseTo(offerPlacements(settled()).at(-1)!.profit, 8)
  })
})

describe('the treadmill', () => {
  it('begins as the plan is, and never changes where nobody gets used to anything', () => {
    const still = treadmillOf(settled(), { ...TERMS, adaptation: 0 }, 90)
    const { profit } = outcomeOf(settled())
    for (const { profit: one } of still.same) expect(one).toBeCloseTo(profit, 8)
    expect(treadmillOf(settled(), TERMS, 90).same[0]!.profit).toBeCloseTo(profit, 8)
  })

  it('wears the same coupon out, punishes its end, and asks for ever larger ones', () => {
    const { same, once, never, held, isHeld } = treadmillOf(settled(), TERMS, 90)
    const returns = same.map(({ incrementalReturns }) => incrementalReturns)
    expect(returns).toEqual(returns.toSorted((a, b) => b - a))
    expect(returns.at(-1)!).toBeLessThan(returns[0]!)
    expect(once[1]!.incrementalReturns).toBeLessThan(never[1]!.incrementalReturns)
    expect(once.at(-1)!.incrementalReturns).toBeLessThan(never.at(-1)!.incrementalReturns * 1.001)
    expect(isHeld).toBe(true)
    const faces = held.map(({ face }) => face)
    expect(faces).toEqual(faces.toSorted((a, b) => a - b))
    for (const { incrementalReturns } of held) expect(incrementalReturns).toBeCloseTo(returns[0]!, 4)
  })

  it('says when no allowed face keeps the returns', () => {
    const { held, isHeld } = treadmillOf(settled(), { ...TERMS, habituation: 1, adaptation: 1 }, 21)
    expect(isHeld).toBe(false)
    expect(held[1]!.face).toBe(21)
  })

  it('moves with every input', () => {
    const profitOf = (terms: TreadmillTerms) => {
      const { same, once } = treadmillOf(settled(), terms, 90)
      return [...same, ...once].reduce((sum, { profit }) => sum + profit, 0)
    }
    const base = profitOf(TERMS)
    for (const change of [{ rounds: 7 }, { adaptation: 0.6 }, { habituation: 0.6 }, { backlash: 0.4 }]) {
      expect(profitOf({ ...TERMS, ...change })).not.toBe(base)
    }
  })

  it('has finite figures whatever the terms', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        share,
        share,
        share,
        fc.record({
          faceValue: fc.double({ min: 0, max: 60, noNaN: true }),
          halfFace: fc.double({ min: 0, max: 1e6, noNaN: true }),
          shape: fc.double({ min: 0, max: 20, noNaN: true }),
        }),
        (rounds, adaptation, habituation, backlash, { faceValue, ...curve }) => {
          const scenario = settled({ offer: { ...offer, faceValue, lift: { maximum: 2, ...curve } } })
          const { same, once, never, held } = treadmillOf(
            scenario,
            { rounds, adaptation, habituation, backlash },
            90,
          )
          const { task } = compareTask(scenario, TASK)
          for (const round of [...same, ...once, ...never, ...held, task]) {
            expect(Object.values(round).every((value) => value === null || Number.isFinite(value))).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
