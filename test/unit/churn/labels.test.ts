import { describe, expect, it } from 'vitest'
import { ORDERS_ONLY } from '../../../shared/analytics/churn/alive.ts'
import { eligibleAt, labelsAt } from '../../../shared/analytics/churn/labels.ts'
import { historyOf } from '../../support/customerHistory.ts'

const history = historyOf({
  nCustomers: 5,
  purchases: [
    { customer: 0, day: 90, amountMinor: 100 },
    { customer: 0, day: 101, amountMinor: 100 },
    { customer: 1, day: 100, amountMinor: 100 },
    { customer: 1, day: 130, amountMinor: 100 },
    { customer: 2, day: 40, amountMinor: 100 },
    { customer: 2, day: 105, amountMinor: -50 },
    { customer: 2, day: 131, amountMinor: 100 },
    { customer: 3, day: 110, amountMinor: 100 },
  ],
  behaviours: [
    { customer: 2, day: 120, event: 'login' },
    { customer: 4, day: 99, event: 'login' },
    { customer: 4, day: 100, event: 'view' },
  ],
})
const all = Uint32Array.of(0, 1, 2, 3, 4)

describe('labels', () => {
  it('say who does not order after the as-of day, through the last day of the horizon', () => {
    expect([...labelsAt(history, all, 100, 30, ORDERS_ONLY)]).toEqual([0, 0, 1, 0, 1])
    expect([...labelsAt(history, all, 100, 29, ORDERS_ONLY)]).toEqual([0, 1, 1, 0, 1])
    expect([...labelsAt(history, all, 101, 31, ORDERS_ONLY)]).toEqual([1, 0, 0, 0, 1])
  })

  it('take other signs of life', () => {
    expect([...labelsAt(history, all, 100, 29, { purchases: false, events: ['login'] })]).toEqual([
      1, 1, 0, 1, 1,
    ])
    expect([...labelsAt(history, all, 100, 29, { purchases: true, events: ['login'] })]).toEqual([
      0, 1, 0, 0, 1,
    ])
  })

  it('stand in the order of the customers', () => {
    expect([...labelsAt(history, Uint32Array.of(2, 0), 100, 30, ORDERS_ONLY)]).toEqual([1, 0])
  })
})

describe('eligible customers', () => {
  it('have bought by the as-of day, its end included', () => {
    expect([...eligibleAt(history, 100, { activeWithinDays: null, alive: ORDERS_ONLY })]).toEqual([0, 1, 2])
    expect([...eligibleAt(history, 110, { activeWithinDays: null, alive: ORDERS_ONLY })]).toEqual([
      0, 1, 2, 3,
    ])
  })

  it('have bought within the window, whose first day is the as-of day less the window plus one', () => {
    expect([...eligibleAt(history, 100, { activeWithinDays: 11, alive: ORDERS_ONLY })]).toEqual([0, 1])
    expect([...eligibleAt(history, 100, { activeWithinDays: 10, alive: ORDERS_ONLY })]).toEqual([1])
    const logins = { purchases: false, events: ['login'] }
    expect([...eligibleAt(history, 100, { activeWithinDays: 2, alive: logins })]).toEqual([4])
  })
})
