import { describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { gapChecks, spendCorrelation, weeklyChecks } from '../../../shared/analytics/lifetime/checks.ts'
import { historiesAt, holdoutAfter } from '../../../shared/analytics/lifetime/histories.ts'
import { orderDaysOf } from '../../../shared/analytics/lifetime/orderDays.ts'
import { trackWeeks } from '../../../shared/analytics/lifetime/tracking.ts'

const ledger = buildLedger(
  [
    { customer: 0, day: 100, amountMinor: 1_000, order: 'a' },
    { customer: 0, day: 100, amountMinor: 500, order: 'b' },
    { customer: 0, day: 110, amountMinor: 2_000 },
    { customer: 0, day: 110, amountMinor: 400 },
    { customer: 0, day: 112, amountMinor: -2_000 },
    { customer: 0, day: 130, amountMinor: 600 },
    { customer: 1, day: 105, amountMinor: -700 },
    { customer: 1, day: 109, amountMinor: 0 },
    { customer: 1, day: 125, amountMinor: 900 },
    { customer: 2, day: 131, amountMinor: 100 },
    { customer: 3, day: 120, amountMinor: 50 },
  ],
  5,
)

describe('order days', () => {
  it('merge what was bought on one day and leave refunds out', () => {
    const days = orderDaysOf(ledger, 'leave-out')
    expect([...days.offsets]).toEqual([0, 3, 4, 5, 6, 6])
    expect([...days.day]).toEqual([100, 110, 130, 125, 131, 120])
    expect([...days.spendMinor]).toEqual([1_500, 2_400, 600, 900, 100, 50])
    expect(days).toMatchObject({ firstDay: 100, lastDay: 131, nZeroLines: 1, nRefundLines: 2 })
  })

  it('count what was bought for nothing when asked to', () => {
    const days = orderDaysOf(ledger, 'count')
    expect([...days.day]).toEqual([100, 110, 130, 109, 125, 131, 120])
  })

  it('are none without purchases', () => {
    const days = orderDaysOf(buildLedger([{ customer: 0, day: 3, amountMinor: -5 }], 1), 'count')
    expect(days).toMatchObject({ firstDay: 0, lastDay: -1 })
    expect(historiesAt(days, 10).nCustomers).toBe(0)
  })
})

describe('histories', () => {
  const days = orderDaysOf(ledger, 'count')

  it('are those of the day, the first order day left out of frequency and average spend', () => {
    const histories = historiesAt(days, 129)
    expect([...histories.customer]).toEqual([0, 1, 3])
    expect([...histories.frequency]).toEqual([1, 1, 0])
    expect([...histories.recencyDays]).toEqual([10, 16, 0])
    expect([...histories.ageDays]).toEqual([29, 20, 9])
    expect([...histories.averageSpendMinor]).toEqual([2_400, 900, Number.NaN])
    expect([...historiesAt(days, 130).averageSpendMinor]).toEqual([1_500, 900, Number.NaN])
  })

  it('can be those of some customers', () => {
    expect([...historiesAt(days, 200, Uint32Array.of(2, 3)).customer]).toEqual([2, 3])
  })

  it('leave out a day without spend from the average', () => {
    const free = buildLedger(
      [
        { customer: 0, day: 1, amountMinor: 100 },
        { customer: 0, day: 2, amountMinor: 0 },
        { customer: 0, day: 3, amountMinor: 300 },
      ],
      1,
    )
    const histories = historiesAt(orderDaysOf(free, 'count'), 5)
    expect([histories.frequency[0], histories.spendDays[0], histories.averageSpendMinor[0]]).toEqual([
      2, 1, 300,
    ])
  })

  it('go on into the holdout, up to any day', () => {
    const histories = historiesAt(days, 120)
    const holdout = holdoutAfter(days, histories, 130)
    expect([...holdout.orderDays]).toEqual([1, 1, 0])
    expect([...holdout.spendMinor]).toEqual([600, 900, 0])
    expect([...holdout.recencyDays]).toEqual([30, 16, 0])
    expect(holdout.horizonDays).toBe(10)
    expect([...holdoutAfter(days, histories, 129).orderDays]).toEqual([0, 1, 0])
  })

  it('are followed by the week', () => {
    const histories = historiesAt(days, 120)
    const tracked = trackWeeks(days, histories.customer, 120, 131)
    expect([...tracked.weekEndDay]).toEqual([106, 113, 120, 127])
    expect(tracked.calibrationWeeks).toBe(3)
    expect([...tracked.actual]).toEqual([0, 1, 0, 1])
    expect(tracked.acquired.length).toBe(21)
  })
})

describe('checks of what the models assume', () => {
  const customers = Array.from({ length: 60 }, (_, c) => c)

  it('tell regular buyers and contracts from buyers at random', () => {
    const even = customers.flatMap((c) =>
      [0, 30, 60, 91, 121, 151].map((day) => ({ customer: c, day: 500 + c + day, amountMinor: 100 })),
    )
    const days = orderDaysOf(buildLedger(even, 60), 'count')
    const { regularity, evenGapShare } = gapChecks(days, historiesAt(days, 1_000))
    expect(regularity).toBeGreaterThan(10)
    expect(evenGapShare).toBe(1)
    const few = gapChecks(days, historiesAt(days, 520))
    expect(few).toEqual({ regularity: null, evenGapShare: null })
  })

  it('see spend that goes with frequency', () => {
    const rising = customers.flatMap((c) =>
      Array.from({ length: 2 + (c % 6) }, (_, k) => ({
        customer: c,
        day: 500 + 9 * k,
        amountMinor: 1_000 * (2 + (c % 6)) + 10 * c,
      })),
    )
    const days = orderDaysOf(buildLedger(rising, 60), 'count')
    const found = spendCorrelation(historiesAt(days, 1_000))
    expect(found?.value).toBeGreaterThan(0.9)
    expect(found?.low).toBeGreaterThan(0.8)
    expect(spendCorrelation(historiesAt(days, 505))).toBeNull()
  })

  it('measure weeks against chance', () => {
    const expected = new Float64Array(12).fill(100)
    const actual = expected.map((e, week) => (week % 2 === 0 ? e * 1.5 : e * 0.5))
    const { weeklyDeviation, weeklyNoise } = weeklyChecks(actual, expected, 12)
    expect(weeklyDeviation).toBeCloseTo(0.5, 12)
    expect(weeklyNoise).toBeCloseTo(Math.sqrt(2 / (100 * Math.PI)), 12)
    expect(weeklyChecks(actual, expected, 5).weeklyDeviation).toBeNull()
  })
})
