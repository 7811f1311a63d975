import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { cohortTables, orderDaysOf } from '../../../shared/analytics/lifetime/index.ts'
import { monthlyFacts, northStar } from '../../../shared/analytics/northstar/index.ts'
import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import { DEFAULT_CORE_DEFINITION, type CoreDefinition } from '../../../shared/contract/northstar.ts'

const on = (month: number, day: number): number => dayFromCivil(2025, month, day)
const buy = (customer: number, day: number, amountMinor = 1_000): PlainPurchase => ({
  customer,
  day,
  amountMinor,
})

function board(
  lines: readonly PlainPurchase[],
  asOfDay: number,
  definition: Partial<CoreDefinition> = {},
  n = 4,
) {
  const facts = monthlyFacts(buildLedger(lines, n), asOfDay)
  return northStar(facts, { ...DEFAULT_CORE_DEFINITION, ...definition }, asOfDay)
}

const LINES = [
  buy(0, on(1, 5)),
  buy(0, on(2, 5)),
  buy(0, on(3, 31)),
  buy(1, on(1, 31), 3_000),
  buy(1, on(2, 1), -3_000),
  buy(2, on(2, 10)),
  buy(2, on(2, 11)),
  buy(3, on(3, 1), 400),
]

describe('the core', () => {
  it('is fixed before the month begins, by orders and spend at or above the mean', () => {
    const { months, isCore } = board(LINES, on(3, 31), { windowMonths: 2 })
    expect(months.map(({ monthDay }) => isoFromDay(monthDay))).toEqual([
      '2025-01-01',
      '2025-02-01',
      '2025-03-01',
    ])
    // January: nobody before. February: means 1 order, 20.00; March: 5/3 orders, 70/3
    expect(months.map(({ core }) => core)).toEqual([0, 1, 0])
    expect([...(isCore[1] ?? [])]).toEqual([0, 1, 0, 0])
    expect(months[2]).toMatchObject({
      windowBuyers: 3,
      frequencyLimit: 5 / 3,
      entered: 0,
      left: 1,
      buyers: 2,
    })
    expect(months[2]?.spendLimitMinor).toBeCloseTo(7_000 / 3, 9)
    expect(months[0]?.northStar).toBeNull()
    expect(months[1]?.northStar).toMatchObject({ value: 0 })
  })

  it('can be defined by one limit, by the median, by a number or by net spend', () => {
    const march = (definition: Partial<CoreDefinition>) =>
      board(LINES, on(3, 31), { windowMonths: 2, ...definition }).months[2]
    expect(march({ spendMinor: null })).toMatchObject({ core: 2, coreActive: 1, spendLimitMinor: null })
    expect(march({ frequency: 'median', spendMinor: 'median' })).toMatchObject({
      frequencyLimit: 2,
      spendLimitMinor: 2_000,
      core: 2,
    })
    expect(march({ frequency: 1, spendMinor: 2_500 })?.core).toBe(1)
    expect(march({ frequency: 1, spendMinor: 2_500, spendOf: 'net' })?.core).toBe(0)
    expect(march({ frequency: null, spendMinor: null })?.core).toBe(3)
  })

  it('of an earlier day is what was known on that day', () => {
    const early = board(LINES, on(2, 10), { windowMonths: 2 }).months
    expect(early).toHaveLength(2)
    expect(early[1]).toMatchObject({ isFinished: false, buyers: 2, repeatBuyers: 0 })
    expect(early[0]?.isFinished).toBe(true)
    expect(board(LINES, on(2, 28)).months[1]?.isFinished).toBe(true)
  })
})

describe('the classic rates', () => {
  it('count orders in the month, and those of last month who come again', () => {
    const [january, february, march] = board(LINES, on(3, 31)).months
    expect(january).toMatchObject({ buyers: 2, repeatBuyers: 0, buyersBefore: 0, returnRate: null })
    expect(february).toMatchObject({
      buyers: 2,
      repeatBuyers: 1,
      buyersBefore: 2,
      returned: 1,
      revenueMinor: 0,
    })
    expect(february?.repurchaseRate?.value).toBe(0.5)
    expect(march).toMatchObject({ buyers: 2, buyersBefore: 2, returned: 1 })
    for (const share of [february?.repurchaseRate, february?.returnRate]) {
      expect(share?.low).toBeLessThan(0.5)
      expect(share?.high).toBeGreaterThan(0.5)
    }
  })

  it('are none before the first purchase', () => {
    expect(board(LINES, on(1, 1)).months).toHaveLength(0)
    expect(board([], on(1, 1)).months).toHaveLength(0)
  })

  it('keep their books: core = stayed + entered, nobody counted twice', () => {
    const line = fc.record({
      customer: fc.integer({ min: 0, max: 7 }),
      day: fc.integer({ min: on(1, 1), max: on(12, 31) }),
      amountMinor: fc.integer({ min: -500, max: 5_000 }),
    })
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (lines, windowMonths) => {
          const { months, isCore } = board(lines, on(12, 31), { windowMonths }, 8)
          months.forEach((month, m) => {
            const before = months[m - 1]?.core ?? 0
            expect(month.core - month.entered).toBe(before - month.left)
            expect(month.coreActive).toBeLessThanOrEqual(Math.min(month.core, month.buyers))
            expect(month.returned).toBeLessThanOrEqual(Math.min(month.buyersBefore, month.buyers))
            expect(isCore[m]?.reduce((sum, mark) => sum + mark, 0)).toBe(month.core)
            if (month.windowBuyers > 0) expect(month.core).toBeLessThanOrEqual(month.windowBuyers)
          })
        },
      ),
      { seed: 7, numRuns: 200 },
    )
  })
})

describe('cohorts', () => {
  const days = orderDaysOf(buildLedger(LINES, 4), 'count')

  it('by month show who came back and what was spent, and nothing of months to come', () => {
    const table = cohortTables(days, on(3, 31), 'month', 1)
    expect([...table.customers]).toEqual([2, 1, 1])
    expect([...table.active]).toEqual([2, 1, 1, 1, 0, NaN, 1, NaN, NaN])
    expect([...table.orderDays]).toEqual([2, 1, 1, 2, 0, NaN, 1, NaN, NaN])
    expect([...table.spendMinor]).toEqual([4_000, 1_000, 1_000, 2_000, 0, NaN, 400, NaN, NaN])
    expect(table.isLastFinished).toBe(true)
    expect(cohortTables(days, on(3, 30), 'month', 1).isLastFinished).toBe(false)
  })

  it('by week add up to the same', () => {
    const table = cohortTables(days, on(3, 31), 'week', 1)
    expect(table.customers.reduce((sum, n) => sum + n, 0)).toBe(4)
    expect(table.spendMinor.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : v), 0)).toBe(8_400)
    expect(isoFromDay(table.periodDay[0] ?? 0)).toBe('2024-12-30')
  })

  it('are none when nobody had bought', () => {
    expect(cohortTables(days, on(1, 1), 'month', 1).customers).toHaveLength(0)
  })
})
