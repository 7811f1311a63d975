import { describe, expect, it } from 'vitest'
import {
  LEDGER_FLAG,
  type ContactLedger,
  type PurchaseLedger,
} from '../../../shared/analytics/ledger/ledger.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { countArms, measureResponses, type Arm } from '../../../shared/analytics/winback/index.ts'
import { pooled, shrunk, varianceBetween } from '../../../shared/analytics/winback/measured/pooling.ts'

interface Contact {
  customer: number
  day: number
  campaign: number
  channel: number
  control?: boolean
  face?: number
  delivered?: number
}

function contactLedger(nCustomers: number, contacts: readonly Contact[]): ContactLedger {
  const sorted = contacts.toSorted((a, b) => a.customer - b.customer || a.day - b.day)
  const n = sorted.length
  const flags = (): Uint8Array => new Uint8Array(n).fill(255)
  return {
    nCustomers,
    nEvents: n,
    offsets: Uint32Array.from(
      { length: nCustomers + 1 },
      (_, c) => sorted.filter((s) => s.customer < c).length,
    ),
    day: Int32Array.from(sorted, ({ day }) => day),
    campaign: Uint32Array.from(sorted, ({ campaign }) => campaign),
    channel: Uint16Array.from(sorted, ({ channel }) => channel),
    variant: new Uint16Array(n),
    control: Uint8Array.from(sorted, ({ control }) => (control === true ? 1 : 0)),
    costMinor: new Float64Array(n).fill(NaN),
    couponFaceMinor: Float64Array.from(sorted, ({ face }) => face ?? NaN),
    delivered: Uint8Array.from(sorted, ({ delivered }) => delivered ?? 255),
    opened: flags(),
    clicked: flags(),
    redeemed: flags(),
  }
}

function purchaseLedger(
  nCustomers: number,
  orders: readonly (readonly [customer: number, day: number])[],
): PurchaseLedger {
  const sorted = orders.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  return {
    nCustomers,
    nEvents: sorted.length,
    offsets: Uint32Array.from({ length: nCustomers + 1 }, (_, c) => sorted.filter((s) => s[0] < c).length),
    day: Int32Array.from(sorted, ([, day]) => day),
    amountMinor: new Float64Array(sorted.length).fill(1000),
    flags: new Uint8Array(sorted.length).fill(LEDGER_FLAG.orderStart | LEDGER_FLAG.positive),
  }
}

/** Arms of campaigns whose truth is known: by group the organic return and q0 of channel 1. */
function arms(
  seed: number,
  nCampaigns: number,
  organic: readonly number[],
  q0: readonly number[],
  n: number,
): Arm[] {
  const random = seededRandom(seed)
  const delivered = 0.8
  return Array.from({ length: nCampaigns }, (_, k) =>
    organic.flatMap((o, group) => {
      const base = {
        campaign: k + 1,
        group,
        couponFaceMinor: 0,
        nReturned: 0,
        nDelivered: 0,
        nDeliveryKnown: 0,
      }
      const treated: Arm = { ...base, channel: 1, isControl: false, nCustomers: n, nDeliveryKnown: n }
      const control: Arm = { ...base, channel: 0, isControl: true, nCustomers: n / 2 }
      for (let i = 0; i < n; i++) {
        const arrives = random.next() < delivered
        if (arrives) treated.nDelivered++
        if (random.next() < o || (arrives && random.next() < (q0[group] ?? 0))) treated.nReturned++
      }
      for (let i = 0; i < n / 2; i++) if (random.next() < o) control.nReturned++
      return [treated, control]
    }),
  ).flat()
}

describe('counting', () => {
  it('takes a customer once a campaign, within the window, and only where the window has passed', () => {
    const contacts = contactLedger(5, [
      { customer: 0, day: 100, campaign: 1, channel: 2, face: 2000, delivered: 1 },
      { customer: 0, day: 103, campaign: 1, channel: 3, delivered: 1 },
      { customer: 1, day: 100, campaign: 1, channel: 2, face: 2000, delivered: 0 },
      { customer: 2, day: 100, campaign: 1, channel: 0, control: true },
      { customer: 3, day: 100, campaign: 1, channel: 0, control: true },
      { customer: 4, day: 190, campaign: 2, channel: 2, delivered: 1 },
    ])
    const purchases = purchaseLedger(5, [
      [0, 129],
      [1, 99],
      [1, 130],
      [2, 100],
      [4, 190],
    ])
    const counted = countArms(contacts, purchases, { groupOf: [0, 0, 0, 1, 0], windowDays: 30, lastDay: 200 })
    expect(counted).toEqual([
      {
        campaign: 1,
        group: 0,
        channel: 2,
        couponFaceMinor: 2000,
        isControl: false,
        nCustomers: 2,
        nReturned: 1,
        nDelivered: 1,
        nDeliveryKnown: 2,
      },
      {
        campaign: 1,
        group: 0,
        channel: 0,
        couponFaceMinor: 0,
        isControl: true,
        nCustomers: 1,
        nReturned: 1,
        nDelivered: 0,
        nDeliveryKnown: 0,
      },
      {
        campaign: 1,
        group: 1,
        channel: 0,
        couponFaceMinor: 0,
        isControl: true,
        nCustomers: 1,
        nReturned: 0,
        nDelivered: 0,
        nDeliveryKnown: 0,
      },
    ])
  })
})

describe('pooling', () => {
  // effects and variances of a small meta-analysis, worked by hand: weights 100, 25, 25, 50
  const estimates = [
    { value: 0.1, variance: 0.01 },
    { value: 0.5, variance: 0.04 },
    { value: 0.3, variance: 0.04 },
    { value: 0.7, variance: 0.02 },
  ]

  it('weights by inverse variance and finds what lies between', () => {
    expect(pooled(estimates)?.value).toBeCloseTo((10 + 12.5 + 7.5 + 35) / 200, 12)
    expect(pooled(estimates)?.variance).toBeCloseTo(1 / 200, 12)
    const q = 100 * 0.225 ** 2 + 25 * 0.175 ** 2 + 25 * 0.025 ** 2 + 50 * 0.375 ** 2
    expect(varianceBetween(estimates)).toBeCloseTo((q - 3) / (200 - (10_000 + 625 + 625 + 2_500) / 200), 12)
    expect(varianceBetween(estimates.slice(0, 1))).toBe(0)
    expect(pooled([])).toBeNull()
  })

  it('draws the least sure the most', () => {
    // the variance of one observation is 1, so that these are the variances that the samples say
    const between = varianceBetween(estimates)
    const drawn = shrunk(
      estimates,
      estimates.map(({ variance }) => 1 / variance),
    )
    const mean = pooled(estimates.map((e) => ({ ...e, variance: e.variance + between })))?.value ?? NaN
    drawn.forEach(({ value }, k) => {
      const { value: raw, variance } = estimates[k] ?? { value: NaN, variance: NaN }
      expect((value - mean) / (raw - mean)).toBeCloseTo(between / (variance + between), 9)
    })
  })
})

describe('measured responses', () => {
  const organic = [0.02, 0.05, 0.08, 0.03, 0.06]
  const q0 = [0.01, 0.03, 0.05, 0.02, 0.03]

  const errors = (nTreated: number): { raw: number; shrunk: number; covered: number } => {
    let [inside, n, raw, drawn] = [0, 0, 0, 0]
    for (let seed = 0; seed < 80; seed++) {
      for (const response of measureResponses(arms(seed, 3, organic, q0, nTreated)).responses) {
        const truth = q0[response.group] ?? NaN
        n++
        if (response.raw.low <= truth && truth <= response.raw.high) inside++
        raw += (response.raw.value - truth) ** 2
        drawn += (response.response.value - truth) ** 2
      }
    }
    expect(n).toBe(80 * q0.length)
    return { raw, shrunk: drawn, covered: inside / n }
  }

  it('cover the truth as often as they say', () => {
    for (const n of [400, 1_500]) {
      const { covered } = errors(n)
      expect(covered).toBeGreaterThan(0.92)
      expect(covered).toBeLessThan(0.985)
    }
    const [large] = measureResponses(arms(1, 4, [0.05], [0.03], 60_000)).responses
    expect(Math.abs((large?.response.value ?? 0) - 0.03)).toBeLessThan(0.004)
    expect(large?.sampleSize).toBeGreaterThan(1_000)
  })

  it('err much less after shrinking where groups are small, and hardly more where they are not', () => {
    const small = errors(300)
    expect(small.shrunk).toBeLessThan(0.7 * small.raw)
    const large = errors(1_500)
    expect(large.shrunk).toBeLessThan(1.05 * large.raw)
  })

  it('say the organic return of the control and what was delivered', () => {
    const { organic: rates, delivered } = measureResponses(arms(5, 3, organic, q0, 4_000))
    for (const { group, rate } of rates) {
      expect(rate.low).toBeLessThan(organic[group] ?? 0)
      expect(rate.high).toBeGreaterThan(organic[group] ?? 1)
    }
    expect(delivered).toHaveLength(1)
    expect(delivered[0]?.rate.value).toBeCloseTo(0.8, 1)
  })

  it('say nothing of arms without a control, and never NaN', () => {
    const only = arms(1, 1, [0.02], [0.01], 100).filter(({ isControl }) => !isControl)
    expect(measureResponses(only).responses).toEqual([])
    expect(measureResponses([])).toEqual({ responses: [], organic: [], delivered: [] })
    const nobody = arms(1, 2, [0, 0], [0, 0], 40)
    for (const { raw, response, sampleSize } of measureResponses(nobody).responses) {
      for (const value of [raw.low, raw.value, raw.high, response.low, response.high, sampleSize]) {
        expect(Number.isFinite(value)).toBe(true)
      }
    }
  })
})
