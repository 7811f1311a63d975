import { describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { condense, entriesEnd, netBetween } from '../../../shared/analytics/ledger/customerDays.ts'
import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import { startOfWeek, weeklyTimeline } from '../../../shared/analytics/ledger/timeline.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'

describe('a ledger built from plain lines', () => {
  const ledger = buildLedger(
    [
      { customer: 1, day: 20, amountMinor: -300 },
      { customer: 1, day: 10, minute: 5, amountMinor: 200, order: 'x' },
      { customer: 1, day: 10, minute: 1, amountMinor: 0, order: 'x' },
      { customer: 1, day: 12, amountMinor: 100, order: 'x' },
      { customer: 0, day: 11, amountMinor: 50, order: 'x' },
    ],
    3,
  )

  it('groups by customer and orders by time', () => {
    expect([...ledger.offsets]).toEqual([0, 1, 5, 5])
    expect([...ledger.day]).toEqual([11, 10, 10, 12, 20])
    expect([...ledger.amountMinor]).toEqual([50, 0, 200, 100, -300])
  })

  it("starts an order at its first positive line, and keeps other customers' orders apart", () => {
    const start = LEDGER_FLAG.positive | LEDGER_FLAG.orderStart
    expect([...ledger.flags]).toEqual([start, 0, start, LEDGER_FLAG.positive, LEDGER_FLAG.refund])
  })

  it('refuses a customer outside its range', () => {
    const wrong = () => buildLedger([{ customer: 3, day: 1, amountMinor: 1 }], 3)
    expect(wrong).toThrow(AppError)
  })
})

describe('customer days', () => {
  const days = condense(
    buildLedger(
      [
        { customer: 0, day: 5, amountMinor: 100 },
        { customer: 0, day: 5, amountMinor: 200 },
        { customer: 0, day: 5, amountMinor: -50 },
        { customer: 0, day: 9, amountMinor: -20 },
        { customer: 2, day: 9, amountMinor: 0 },
      ],
      3,
    ),
  )

  it('hold one entry a customer and day', () => {
    expect([...days.offsets]).toEqual([0, 2, 2, 3])
    expect([...days.day]).toEqual([5, 9, 9])
    expect([...days.marks]).toEqual([5, 0, 0])
    expect([...days.netMinor]).toEqual([250, -20, 0])
    expect([days.firstDay, days.lastDay]).toEqual([5, 9])
  })

  it('answer for a customer up to a day and between two days', () => {
    expect([4, 5, 8, 9].map((day) => entriesEnd(days, 0, day))).toEqual([0, 1, 1, 2])
    expect(netBetween(days, 0, 4, 9)).toBe(230)
    expect(netBetween(days, 0, 5, 9)).toBe(-20)
    expect(netBetween(days, 0, 9, 100)).toBe(0)
    expect(netBetween(days, 1, 0, 100)).toBe(0)
  })

  it('of nothing are empty', () => {
    const empty = condense(buildLedger([], 0))
    expect(empty.nEntries).toBe(0)
    expect(weeklyTimeline(empty, 1).orders).toHaveLength(0)
  })
})

describe('the weekly timeline', () => {
  const sunday = dayFromCivil(2024, 6, 30)

  it('starts weeks on Sunday or on Monday, also before 1970', () => {
    expect(startOfWeek(sunday, 0)).toBe(sunday)
    expect(startOfWeek(sunday, 1)).toBe(sunday - 6)
    expect(startOfWeek(sunday + 6, 0)).toBe(sunday)
    expect(startOfWeek(dayFromCivil(1969, 12, 31), 1)).toBe(dayFromCivil(1969, 12, 29))
  })

  it('counts orders and money, quiet weeks included', () => {
    const days = condense(
      buildLedger(
        [
          { customer: 0, day: sunday, amountMinor: 100 },
          { customer: 0, day: sunday + 1, amountMinor: 200 },
          { customer: 1, day: sunday + 15, amountMinor: 300 },
          { customer: 1, day: sunday + 16, amountMinor: -40 },
        ],
        2,
      ),
    )
    const timeline = weeklyTimeline(days, 1)
    expect([...timeline.weekStartDay]).toEqual([-6, 1, 8, 15].map((offset) => sunday + offset))
    expect([...timeline.orders]).toEqual([1, 1, 0, 1])
    expect([...timeline.revenueMinor]).toEqual([100, 200, 0, 260])
  })
})

it('seeded random numbers are the same every time and fill their range evenly', () => {
  const [a, b] = [seededRandom(7), seededRandom(7)]
  const first = Array.from({ length: 20_000 }, () => a.below(10))
  expect(Array.from({ length: 20_000 }, () => b.below(10))).toEqual(first)
  for (let value = 0; value < 10; value++) {
    expect(Math.abs(first.filter((x) => x === value).length - 2_000)).toBeLessThan(200)
  }
  expect(seededRandom(8).next()).not.toBe(seededRandom(7).next())
})
