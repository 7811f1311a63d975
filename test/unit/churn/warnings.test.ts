import { describe, expect, it } from 'vitest'
import { ORDERS_ONLY } from '../../../shared/analytics/churn/alive.ts'
import { evaluateWarnings } from '../../../shared/analytics/churn/warnings/evaluate.ts'
import {
  CLASSIC_RULES,
  judgeWarnings,
  WARNINGS,
  warningBit,
  warningSources,
  type Warning,
} from '../../../shared/analytics/churn/warnings/rules.ts'
import { createCustomerState, readCustomer } from '../../../shared/analytics/features/customerState.ts'
import { behavioursIn } from '../../../shared/analytics/features/featureList.ts'
import type { CustomerHistory } from '../../../shared/analytics/features/history.ts'
import { wilsonInterval } from '../../../shared/analytics/numerics/wilson.ts'
import { historyOf, type PlainBehaviour } from '../../support/customerHistory.ts'

const AS_OF = 1_000

function events(
  customer: number,
  event: string,
  fromAge: number,
  toAge: number,
  every = 1,
): PlainBehaviour[] {
  const found: PlainBehaviour[] = []
  for (let age = fromAge; age <= toAge; age += every) found.push({ customer, day: AS_OF - age, event })
  return found
}

function fired(history: CustomerHistory, customer: number): Warning[] {
  const state = createCustomerState(history, AS_OF)
  readCustomer(state, customer)
  const sources = warningSources(behavioursIn(history), history.purchases.nEvents > 0)
  const { fired, armed } = judgeWarnings(state, CLASSIC_RULES, sources, { armed: 0, fired: 0 })
  expect(fired & ~armed).toBe(0)
  return WARNINGS.filter((warning) => (fired & warningBit(warning)) !== 0)
}

describe('the warning signals', () => {
  const history = historyOf({
    nCustomers: 6,
    behaviours: [
      ...events(0, 'login', 30, 200),
      ...events(0, 'login', 2, 29, 7),
      ...events(1, 'login', 0, 200),
      ...events(1, 'cartAdd', 30, 59, 3),
      ...events(1, 'cartAdd', 0, 20, 10),
      ...events(2, 'login', 30, 200),
      ...events(2, 'cartAdd', 30, 59, 5),
      ...events(2, 'viewNew', 41, 59, 2),
      ...events(3, 'viewNew', 35, 45, 10),
      ...events(4, 'viewNew', 35, 45, 20),
      ...events(4, 'cartAdd', 30, 31),
    ],
  })

  it('tell daily logins turned weekly', () => {
    expect(fired(history, 0)).toEqual(['loginsFell'])
  })

  it('tell cart adds down by 70%, and stay silent where logins go on', () => {
    expect(fired(history, 1)).toEqual(['cartAddsFell'])
  })

  it('count two of three and all three', () => {
    expect(fired(history, 2)).toEqual([
      'loginsFell',
      'cartAddsFell',
      'newArrivalsStopped',
      'twoOfThree',
      'allThree',
    ])
  })

  it('ask for a base', () => {
    expect(fired(history, 3)).toEqual(['newArrivalsStopped'])
    expect(fired(history, 4)).toEqual([])
    expect(fired(history, 5)).toEqual([])
  })

  it('fall back on visits and views', () => {
    const plain = historyOf({
      nCustomers: 1,
      behaviours: [...events(0, 'visit', 30, 70), ...events(0, 'view', 30, 70)],
    })
    expect(fired(plain, 0)).toEqual(['loginsFell', 'newArrivalsStopped', 'twoOfThree'])
  })

  it('say nothing before the data reach back 60 days', () => {
    expect(fired(historyOf({ nCustomers: 1, behaviours: events(0, 'login', 30, 58) }), 0)).toEqual([])
    expect(fired(historyOf({ nCustomers: 1, behaviours: events(0, 'login', 30, 59) }), 0)).toEqual([
      'loginsFell',
    ])
  })

  it('work on orders alone: late by twice the own rhythm, spend down by 70%', () => {
    const orders = (customer: number, ...ages: number[]) =>
      ages.map((age) => ({ customer, day: AS_OF - age, amountMinor: 1_000 }))
    const shop = historyOf({
      nCustomers: 3,
      purchases: [
        ...orders(0, 250, 81, 61, 41),
        ...orders(1, 81, 61, 40),
        ...orders(2, 170, 150, 120, 95, 60),
      ],
    })
    expect(fired(shop, 0)).toEqual(['overdue'])
    expect(fired(shop, 1)).toEqual([])
    expect(fired(shop, 2)).toEqual(['overdue', 'spendFell'])
  })
})

describe('the record of the warnings', () => {
  /** customers 0-3 stop logging in 40 days before they stop buying; 4-9 go on; 10 and 11 leave without a sign */
  const nCustomers = 12
  const leaves = 900
  const purchases = []
  const behaviours: PlainBehaviour[] = []
  for (let customer = 0; customer < nCustomers; customer++) {
    const isLeaver = customer < 4 || customer >= 10
    for (let day = 500; day <= 1_000; day += 10)
      if (!isLeaver || day <= leaves) purchases.push({ customer, day, amountMinor: 1_000 })
    for (let day = 500; day <= 1_000; day++) {
      const hasTurned = customer < 4 && day > leaves - 40
      const isGone = customer >= 10 && day > leaves
      if (!isGone && (!hasTurned || day % 10 === 0)) behaviours.push({ customer, day, event: 'login' })
    }
  }
  const history = historyOf({ nCustomers, purchases, behaviours })
  const report = evaluateWarnings(history, {
    asOfDays: [800, 900, 990],
    horizonDays: 60,
    alive: ORDERS_ONLY,
    activeWithinDays: null,
    rules: CLASSIC_RULES,
  })
  const of = (warning: Warning) => report.records.find((one) => one.warning === warning)

  it('leaves out days whose window is not over, and warnings without data', () => {
    expect(report.asOfDays).toEqual([800, 900])
    expect(report).toMatchObject({ nRows: 24, nChurned: 6, baseRate: 0.25 })
    expect(report.records.map((one) => one.warning)).toEqual(['loginsFell', 'overdue', 'spendFell'])
  })

  it('counts hits among the named and among the leavers, against the base rate', () => {
    expect(of('loginsFell')).toMatchObject({
      nArmed: 24,
      armedBaseRate: 0.25,
      nFired: 4,
      nHits: 4,
      lift: 4,
      liftAmongArmed: 4,
    })
    expect(of('loginsFell')?.precision).toEqual(wilsonInterval(4, 4))
    expect(of('loginsFell')?.recall?.value).toBeCloseTo(4 / 6, 12)
    expect(of('spendFell')).toMatchObject({
      nFired: 0,
      nHits: 0,
      precision: null,
      lift: null,
      leadToKnownDays: null,
    })
  })

  it('measures the lead from the first firing in a row', () => {
    // 5 of 30 login days are reached on day 887; looked at in steps of a week from 900, it first fires on 893
    expect(of('loginsFell')).toMatchObject({ leadToKnownDays: 900 + 60 - 893, leadToSilenceDays: 960 - 893 })
  })

  it('has Wilson intervals as published', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148
    const first = wilsonInterval(81, 263)
    expect([first?.low.toFixed(4), first?.high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
    const second = wilsonInterval(15, 148)
    expect([second?.low.toFixed(4), second?.high.toFixed(4)]).toEqual(['0.0624', '0.1605'])
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  it('can be cancelled', () => {
    const request = { asOfDays: [800], horizonDays: 60, alive: ORDERS_ONLY, activeWithinDays: null }
    expect(() =>
      evaluateWarnings(history, { ...request, rules: CLASSIC_RULES, isCancelled: () => true }),
    ).toThrow('cancelled')
  })
})
