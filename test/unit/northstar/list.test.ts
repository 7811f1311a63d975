import { describe, expect, it } from 'vitest'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_CORE_DEFINITION,
  NORTH_STAR_LISTS,
  NORTH_STAR_SORTS,
} from '../../../shared/contract/northstar.ts'
import { northStarShop } from '../../support/northStarData.ts'

const params = { asOfDay: null, definition: DEFAULT_CORE_DEFINITION }
const monthDay = dayFromCivil(2025, 10, 1)
const all = { ...params, monthDay, didBuy: null, search: '' } as const
const page = { sort: 'customer', descending: false, offset: 0, limit: 1_000 } as const
const shop = northStarShop()
const month = shop.board(params).months.find((one) => one.monthDay === monthDay)
const before = shop.board(params).months.find((one) => one.monthDay === dayFromCivil(2025, 9, 1))

describe('the lists of a month', () => {
  it('are as long as the board says, and hold who reaches the limits', () => {
    const sizes = NORTH_STAR_LISTS.map((list) => shop.page({ ...all, ...page, list }).nMatched)
    expect(sizes).toEqual([month?.core, month?.entered, month?.left])
    const core = shop.page({ ...all, ...page, list: 'core' })
    expect(core.nBought).toBe(month?.coreActive)
    core.orders.forEach((orders, i) => {
      expect(orders).toBeGreaterThanOrEqual(month?.frequencyLimit ?? NaN)
      expect(core.spendMinor[i]).toBeGreaterThanOrEqual(month?.spendLimitMinor ?? NaN)
    })
    const left = shop.page({ ...all, ...page, list: 'left' })
    left.ordersBefore.forEach((orders, i) => {
      expect(orders).toBeGreaterThanOrEqual(before?.frequencyLimit ?? NaN)
      const isBelow =
        (left.orders[i] ?? 0) < (month?.frequencyLimit ?? NaN) ||
        (left.spendMinor[i] ?? 0) < (month?.spendLimitMinor ?? NaN)
      expect(isBelow).toBe(true)
    })
  })

  it('are split by who bought, searched, sorted and paged', () => {
    const of = (didBuy: boolean | null) => shop.page({ ...all, ...page, list: 'core', didBuy })
    expect(of(true).nMatched + of(false).nMatched).toBe(of(null).nMatched)
    expect(of(false).monthOrders.every((n) => n === 0)).toBe(true)
    const wanted = of(null).customerKey[3] ?? ''
    expect(shop.page({ ...all, ...page, list: 'core', search: wanted }).customerKey).toEqual([wanted])
    for (const sort of NORTH_STAR_SORTS) {
      const up = shop.page({ ...all, ...page, list: 'core', sort })
      const down = shop.page({ ...all, ...page, list: 'core', sort, descending: true })
      expect(new Set(down.customerKey)).toEqual(new Set(up.customerKey))
      const parts = [0, 50].flatMap((offset) => [
        ...shop.page({ ...all, list: 'core', sort, descending: false, offset, limit: 50 }).customerKey,
      ])
      expect(parts).toEqual(up.customerKey.slice(0, 100))
    }
    const spend = [
      ...shop.page({ ...all, ...page, list: 'core', sort: 'spend', descending: true }).spendMinor,
    ]
    expect(spend).toEqual(spend.toSorted((a, b) => b - a))
  })

  it('go to a file with the highest spend first', () => {
    const file = shop.exportList({ ...all, list: 'entered' }, { language: 'en', currency: 'EUR' })
    const rows = [...file.rows]
    expect([rows.length, file.nRows]).toEqual([month?.entered, month?.entered])
    expect(rows.every((row) => row.length === file.header.length)).toBe(true)
    const spend = rows.map((row) => Number(row[2]))
    expect(spend).toEqual(spend.toSorted((a, b) => b - a))
    expect(file.header[2]).toBe('spend in the window EUR')
  })

  it('of a month that is not there fail by its name', () => {
    const ask = () => shop.page({ ...all, ...page, list: 'core', monthDay: dayFromCivil(2031, 2, 1) })
    expect(ask).toThrow(AppError)
    try {
      ask()
    } catch (thrown) {
      expect(AppError.from(thrown).toData()).toMatchObject({
        code: 'month-not-found',
        detail: { month: '2031-02' },
      })
    }
  })
})

describe('the recalls', () => {
  it('are counted by month without those held out, and not after the as-of day', () => {
    const { recalls } = shop.board(params)
    expect(recalls).toEqual([
      { monthDay: dayFromCivil(2025, 3, 1), campaigns: ['spring'], contacts: 60, customers: 60 },
      { monthDay: dayFromCivil(2025, 9, 1), campaigns: ['autumn'], contacts: 60, customers: 60 },
    ])
    expect(shop.board({ ...params, asOfDay: dayFromCivil(2025, 9, 13) }).recalls).toHaveLength(1)
  })
})
