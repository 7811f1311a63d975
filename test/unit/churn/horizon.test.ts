import { describe, expect, it } from 'vitest'
import { ORDERS_ONLY } from '../../../shared/analytics/churn/alive.ts'
import { gapCounts, horizonOf, proposeHorizon } from '../../../shared/analytics/churn/horizon.ts'
import { historyOf } from '../../support/customerHistory.ts'

const order = (customer: number, day: number) => ({ customer, day, amountMinor: 100 })
const at = (counts: Uint32Array) =>
  Object.fromEntries([...counts].flatMap((count, t) => (count === 0 ? [] : [[t, count]])))

describe('gaps', () => {
  it('run between order days; the last one of each customer is open until the data end', () => {
    const history = historyOf({
      nCustomers: 3,
      purchases: [
        order(0, 100),
        order(0, 100),
        order(0, 110),
        order(0, 130),
        order(1, 105),
        { customer: 1, day: 140, amountMinor: -100 },
      ],
    })
    const { ended, open } = gapCounts(history, ORDERS_ONLY)
    expect(at(ended)).toEqual({ 10: 1, 20: 1 })
    expect(at(open)).toEqual({ 10: 1, 35: 1 })
    expect(ended).toHaveLength(41)
  })

  it('can be of behaviours alone', () => {
    const history = historyOf({
      nCustomers: 1,
      behaviours: [5, 8, 20].flatMap((day) => [
        { customer: 0, day, event: 'login' },
        { customer: 0, day: day + 1, event: 'view' },
      ]),
    })
    const { ended, open } = gapCounts(history, { purchases: false, events: ['login'] })
    expect(at(ended)).toEqual({ 3: 1, 12: 1 })
    expect(at(open)).toEqual({ 1: 1 })
  })

  it('are none without events', () => {
    const proposal = proposeHorizon(historyOf({ nCustomers: 2 }), ORDERS_ONLY)
    expect(proposal).toMatchObject({ reason: 'few-gaps', curveDays: null, observedDays: 0, horizonDays: 7 })
  })
})

describe('the proposed horizon', () => {
  const counts = (nDays: number, entries: Record<number, number>) => {
    const all = new Uint32Array(nDays)
    for (const [t, n] of Object.entries(entries)) all[Number(t)] = n
    return all
  }

  it('is the smallest day after which a tenth of the gaps still end, by hand', () => {
    // 100 gaps: 50 end on day 10, 30 on day 20, 10 on day 43, 10 stay open to day 300: S = 0.5, 0.2, 0.1
    const proposal = horizonOf(counts(301, { 10: 50, 20: 30, 43: 10 }), counts(301, { 300: 10 }))
    expect(proposal.curve.survival[10]).toBeCloseTo(0.5, 12)
    expect(proposal.curve.survival[20]).toBeCloseTo(0.2, 12)
    expect(proposal.lateReturnShare[10]).toBeCloseTo(0.4, 12)
    expect(proposal.wrongShare[10]).toBeCloseTo(0.8, 12)
    expect(proposal.wrongShare[20]).toBeCloseTo(0.5, 12)
    expect(proposal.wrongShare[43]).toBeCloseTo(0, 12)
    expect(proposal).toMatchObject({ curveDays: 20, horizonDays: 20, reason: 'ok' })
  })

  it('rounds up to 5 days, from 100 on to 10', () => {
    const of = (day: number) => horizonOf(counts(700, { 3: 50, [day]: 40 }), counts(700, { 600: 10 }))
    expect(of(41)).toMatchObject({ curveDays: 41, horizonDays: 45 })
    expect(of(101)).toMatchObject({ curveDays: 101, horizonDays: 110 })
  })

  it('keeps to its bounds, and to a third of what was observed, and says so', () => {
    const quick = horizonOf(counts(300, { 2: 95 }), counts(300, { 250: 5 }))
    expect(quick).toMatchObject({ curveDays: 2, horizonDays: 7, reason: 'at-least' })
    const slow = horizonOf(counts(3_000, { 400: 90 }), counts(3_000, { 900: 10 }))
    expect(slow).toMatchObject({ curveDays: 400, horizonDays: 365, reason: 'at-most' })
    const short = horizonOf(counts(150, { 80: 90 }), counts(150, { 140: 10 }))
    expect(short).toMatchObject({ curveDays: 80, horizonDays: 50, reason: 'short-history' })
    const few = horizonOf(counts(400, { 30: 20 }), counts(400, { 90: 10 }))
    expect(few).toMatchObject({ horizonDays: 60, reason: 'few-gaps' })
  })
})
