import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import {
  changeInterval,
  decompose,
  monthlyFacts,
  northStar,
} from '../../../shared/analytics/northstar/index.ts'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { DEFAULT_CORE_DEFINITION } from '../../../shared/contract/northstar.ts'

const group = (core: number, coreActive: number) => ({ core, coreActive })

describe('a change of the North Star', () => {
  it('is taken apart as by hand', () => {
    // shares .6, .4 to .5, .5; rates .2, .5 to .1, .6; share who bought .32 to .35
    const split = decompose([group(60, 12), group(40, 20)], [group(50, 5), group(50, 30)])
    expect(split?.change).toBeCloseTo(0.03, 12)
    // mix: -.1 x .15 + .1 x .55; behaviour: -.1 x .55 + .1 x .45
    expect(split?.mix).toBeCloseTo(0.04, 12)
    expect(split?.behaviour).toBeCloseTo(-0.01, 12)
    // against the mean of both months, .335: -.1 x (.15 - .335), .1 x (.55 - .335)
    expect(split?.groups.map(({ mix }) => mix)).toEqual([
      expect.closeTo(0.0185, 12),
      expect.closeTo(0.0215, 12),
    ])
    expect(split?.groups.map(({ behaviour }) => behaviour)).toEqual([
      expect.closeTo(-0.055, 12),
      expect.closeTo(0.045, 12),
    ])
  })

  it('is all behaviour when nobody moved, and all mix when nobody changed his ways', () => {
    expect(decompose([group(50, 10), group(50, 20)], [group(50, 20), group(50, 20)])).toMatchObject({
      mix: 0,
      behaviour: expect.closeTo(0.1, 12) as number,
    })
    expect(decompose([group(50, 10), group(50, 20)], [group(20, 4), group(80, 32)])).toMatchObject({
      mix: expect.closeTo(0.06, 12) as number,
      behaviour: expect.closeTo(0, 12) as number,
    })
  })

  it('counts a group that is empty in one month as mix, and there is none without a core', () => {
    const split = decompose([group(100, 30), group(0, 0)], [group(80, 24), group(20, 12)])
    expect(split?.behaviour).toBeCloseTo(0, 12)
    expect(split?.mix).toBeCloseTo(0.06, 12)
    expect(split?.groups[1]).toMatchObject({ rateBefore: null, rateAfter: 0.6 })
    expect(decompose([group(0, 0)], [group(10, 5)])).toBeNull()
    expect(decompose([group(10, 5)], [group(0, 0)])).toBeNull()
  })

  it('adds up whatever the groups', () => {
    const counts = fc
      .tuple(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([core, rate]) => group(core, Math.round(core * rate)))
    const months = fc.tuple(
      fc.array(counts, { minLength: 4, maxLength: 4 }),
      fc.array(counts, { minLength: 4, maxLength: 4 }),
    )
    fc.assert(
      fc.property(months, ([before, after]) => {
        const split = decompose(before, after)
        if (split === null) return
        expect(split.mix + split.behaviour).toBeCloseTo(split.change, 9)
        for (const one of split.groups) expect(Number.isFinite(one.mix + one.behaviour)).toBe(true)
      }),
      { seed: 20_251_112, numRuns: 200 },
    )
  })

  it('has the interval of Newcombe, 56 of 70 less 48 of 80', () => {
    // Newcombe 1998, table II, example (a), method 10: .2000 (.0524, .3339)
    const share = (k: number, low: number, high: number, n: number) => ({ value: k / n, low, high })
    const change = changeInterval(share(48, 0.4904, 0.7002, 80), share(56, 0.6918, 0.877, 70))
    expect(change?.value).toBeCloseTo(0.2, 12)
    expect(change?.low).toBeCloseTo(0.0524, 3)
    expect(change?.high).toBeCloseTo(0.3339, 3)
    expect(changeInterval(null, share(1, 0.1, 0.2, 8))).toBeNull()
  })
})

describe('the groups and coupons of a month', () => {
  const buy = (customer: number, month: number, day: number): PlainPurchase => ({
    customer,
    day: dayFromCivil(2025, month, day),
    amountMinor: 1_000,
  })

  it('follow orders a month, the first purchase and the coupon of each line', () => {
    const lines = [
      buy(0, 1, 5),
      buy(0, 2, 5),
      buy(0, 3, 5),
      buy(1, 2, 1),
      buy(1, 2, 2),
      buy(1, 2, 3),
      buy(1, 2, 4),
      buy(2, 2, 9),
      buy(2, 3, 9),
    ]
    const asOfDay = dayFromCivil(2025, 3, 31)
    const definition = { ...DEFAULT_CORE_DEFINITION, windowMonths: 2, frequency: 1, spendMinor: null }
    const ledger = buildLedger(lines, 3)
    for (const paidWithCoupon of [0, 1, 5, 8]) {
      ledger.flags[paidWithCoupon] = (ledger.flags[paidWithCoupon] ?? 0) | LEDGER_FLAG.coupon
    }
    const march = northStar(monthlyFacts(ledger, asOfDay), definition, asOfDay).months[2]
    // a month of the window: .5, 1 and 2 orders; all are new
    expect(march?.byRate).toEqual([group(0, 0), group(1, 1), group(1, 1), group(1, 0)])
    expect(march?.byTenure).toEqual([group(3, 2), group(0, 0), group(0, 0), group(0, 0)])
    expect(march).toMatchObject({
      orders: 2,
      couponOrders: 1,
      grossMinor: 2_000,
      couponMinor: 1_000,
      windowRepeat: 2,
      windowCouponOnly: 1,
    })
  })
})
