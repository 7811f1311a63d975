import { describe, expect, it } from 'vitest'
import { jointRates } from '../../../shared/analytics/winback/audience/jointRates.ts'
import { controlReturns, pastReturns } from '../../../shared/analytics/winback/audience/pastReturns.ts'
import { NO_RATES, type ProjectRates } from '../../../shared/analytics/winback/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { historyOf } from '../../support/customerHistory.ts'

const W = 30
const AS_OF = 2_000

/** Customers who order once at the start, and again in every window that `returns` says, a share of them. */
function shopOf(nCustomers: number, returns: (day: number) => number) {
  const random = seededRandom(5)
  const purchases = Array.from({ length: nCustomers }, (_, customer) => [
    { customer, day: AS_OF - 700, amountMinor: 1_000 },
    ...Array.from({ length: 23 }, (_, k) => AS_OF - 690 + k * W).flatMap((from) =>
      random.next() < returns(from) ? [{ customer, day: from + 15, amountMinor: 1_000 }] : [],
    ),
  ]).flat()
  return historyOf({ nCustomers, purchases }).purchases
}

describe('shares of past returns', () => {
  it('are those of the last six windows where no year is known, or no season shows', () => {
    const steady = shopOf(2_000, () => 0.2)
    const past = pastReturns(steady, AS_OF, W, 30)
    expect(past.n).toBe(6 * 2_000)
    expect(past.season).toBeGreaterThan(0.9)
    expect(past.season).toBeLessThan(1.1)
    expect(past.share(40, 5)).toBeGreaterThan(0.15)
    expect(past.share(40, 5)).toBeLessThan(0.25)
    const young = historyOf({
      nCustomers: 50,
      purchases: Array.from({ length: 50 }, (_, customer) => ({
        customer,
        day: AS_OF - 100,
        amountMinor: 1,
      })),
    })
    expect(pastReturns(young.purchases, AS_OF, W, 30).season).toBe(1)
  })

  it('fall with the weeks of a year ago that were a slump after a sale', () => {
    const slump = shopOf(2_000, (day) => (Math.abs(day - (AS_OF - 364)) < W ? 0.05 : 0.2))
    expect(pastReturns(slump, AS_OF, W, 30).season).toBeLessThan(0.6)
  })
})

describe('control groups', () => {
  it('are held against everybody who stood alike on the same evening', () => {
    const purchases = Array.from({ length: 1_000 }, (_, customer) => [
      { customer, day: 100, amountMinor: 1_000 },
      // contacted customers (uneven numbers) come back twice as often
      ...(customer % 10 === 0 || (customer % 10) % 4 === 1
        ? [{ customer, day: 210, amountMinor: 1_000 }]
        : []),
    ]).flat()
    const contacts = Array.from({ length: 500 }, (_, k) => ({
      customer: 2 * k,
      day: 201,
      control: 1,
    }))
    const history = historyOf({ nCustomers: 1_000, purchases, contacts })
    const found = controlReturns(history.contacts!, history.purchases, W, 400)!
    expect(found.nControl).toBe(500)
    expect(found.returned).toBe(100)
    expect(found.expected).toBeCloseTo(500 * 0.4, 0)
    expect(controlReturns(history.contacts!, history.purchases, W, 210)).toBeNull()
  })
})

describe('rates of all arms together', () => {
  const estimate = (value: number, sd: number) => ({ value, variance: sd * sd })
  const about = { nTreated: 100, nControl: 100 }
  const tiers = Array.from({ length: 6 }, () => null)
  const given = { maximum: 1, halfFace: 20 }
  const ratesOf = (sd: number): ProjectRates => ({
    ...NO_RATES,
    channels: [{ channel: 'sms', estimate: estimate(0.02, sd), tiers, delivered: null, ...about }],
    coupons: [10, 20, 40].map((face) => ({
      channel: 'sms',
      faceMinor: face * 100,
      estimate: estimate(0.02 * (1 + (3 * face) / (face + 20)), sd),
      ...about,
    })),
  })

  it('are what was measured where that is sure, and what was given where nothing is', () => {
    const sure = jointRates(ratesOf(1e-6), () => 0.05, given)
    expect(sure.channels.get('sms')?.value).toBeCloseTo(0.02, 5)
    expect(sure.lift?.value).toBeCloseTo(3, 3)
    const unsure = jointRates(ratesOf(10), () => 0.05, given)
    expect(unsure.channels.get('sms')?.value).toBeCloseTo(0.05, 4)
    expect(unsure.lift?.value).toBeCloseTo(1, 3)
    const none = jointRates(NO_RATES, () => 0.05, given)
    expect(none).toEqual({ channels: new Map(), lift: null })
  })

  it('count the given lift once, however many faces were tried', () => {
    const few = jointRates(
      { ...ratesOf(0.01), coupons: ratesOf(0.01).coupons.slice(1, 2) },
      () => 0.02,
      given,
    )
    const many = jointRates(ratesOf(0.01), () => 0.02, given)
    expect(many.lift!.value).toBeGreaterThan(few.lift!.value)
    expect(many.lift!.variance).toBeLessThan(few.lift!.variance)
    expect(many.lift!.value).toBeLessThan(3)
  })
})
