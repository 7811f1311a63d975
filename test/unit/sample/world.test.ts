import { describe, expect, it } from 'vitest'
import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { BEHAVIOUR_NAMES } from '../../../shared/contract/mapping.ts'
import { CAMPAIGNS } from '../../../shared/sample/campaigns.ts'
import { ORIGIN, UNKNOWN } from '../../../shared/sample/logs.ts'
import { CAUSE, CONTACT_CHANNELS, PHASE } from '../../../shared/sample/population.ts'
import { N_DAYS, NEVER, WAVE } from '../../../shared/sample/season.ts'
import { CITIES } from '../../../shared/sample/people.ts'
import { ordersOf, shopOf } from './shopHistory.ts'

const N = 12_000
const { world } = shopOf(N, 11)
const orders = ordersOf(world)
const { state, traits } = world.people
const contacts = world.contacts.columns

function behavioursInDays(
  customer: (c: number) => boolean,
  from: (c: number) => number,
  days: number,
): number {
  const { columns, nRows } = world.behaviours
  let count = 0
  for (let row = 0; row < nRows; row++) {
    const c = columns.customer[row]!
    if (!customer(c) || BEHAVIOUR_NAMES[columns.event[row]!] === 'buy') continue
    const t = Math.floor(columns.second[row]! / 86_400)
    if (t >= from(c) && t < from(c) + days) count++
  }
  return count
}

describe('the history of the sample shop', () => {
  it('lets nobody order before registering or after the last day', () => {
    for (let o = 0; o < orders.n; o++) {
      expect(orders.day[o]).toBeGreaterThanOrEqual(Math.max(0, traits.registered[orders.customer[o]!]!))
      expect(orders.day[o]).toBeLessThan(N_DAYS)
      expect(orders.paidMinor[o]).toBeGreaterThanOrEqual(0)
    }
  })

  it('lets nobody who left order of his own accord: only a contact brings him back', () => {
    let broughtBack = 0
    for (let o = 0; o < orders.n; o++) {
      const c = orders.customer[o]!
      if (state.phase[c] !== PHASE.left || orders.day[o]! <= state.churnDay[c]!) continue
      expect(orders.origin[o]).toBe(ORIGIN.response)
      broughtBack++
    }
    expect(broughtBack).toBeGreaterThan(20)
  })

  it('knows for everybody who left a day and a cause, and for nobody else', () => {
    for (let c = 0; c < N; c++) {
      const leaving = state.phase[c] === PHASE.left || state.phase[c] === PHASE.fading
      expect(state.cause[c] !== CAUSE.none).toBe(leaving)
      expect(state.churnDay[c] !== NEVER).toBe(leaving)
      if (state.phase[c] === PHASE.left) expect(state.churnDay[c]).toBeLessThan(N_DAYS)
    }
  })

  it('refunds after the purchase, never more than was paid, and marks what is undated', () => {
    const { columns, nRows } = world.purchases
    let nUndated = 0
    for (let row = 0; row < nRows; row++) {
      const flags = columns.flags[row]!
      const isRefund = (flags & ROW_FLAG.refund) !== 0
      expect(Math.sign(columns.quantity[row]!)).toBe(isRefund ? -1 : 1)
      if (!isRefund) continue
      const bought = orders.second[columns.order[row]!]!
      if ((flags & ROW_FLAG.undatedRefund) !== 0) {
        nUndated++
        expect(columns.second[row]).toBe(bought)
      } else expect(columns.second[row]).toBeGreaterThan(bought)
    }
    expect(nUndated).toBeGreaterThan(0)
    for (let o = 0; o < orders.n; o++)
      expect(orders.refundedMinor[o]).toBeLessThanOrEqual(orders.paidMinor[o]!)
  })

  it('never contacts a control group', () => {
    const held = new Set<string>()
    for (let row = 0; row < world.contacts.nRows; row++) {
      if (contacts.control[row] !== 1) continue
      held.add(`${contacts.campaign[row]}/${contacts.customer[row]}`)
      expect(contacts.costMinor[row]).toBe(0)
      expect(contacts.delivered[row]).toBe(UNKNOWN)
      expect(contacts.redeemed[row]).toBe(UNKNOWN)
    }
    expect(held.size).toBeGreaterThan(1000)
    for (let row = 0; row < world.contacts.nRows; row++)
      if (contacts.control[row] === 0)
        expect(held.has(`${contacts.campaign[row]}/${contacts.customer[row]}`)).toBe(false)
  })

  it('contacts only those whom the channel can reach', () => {
    for (let row = 0; row < world.contacts.nRows; row++) {
      if (contacts.control[row] === 1) continue
      const c = contacts.customer[row]!
      const arm = CAMPAIGNS[contacts.campaign[row]!]!.variants[contacts.variant[row]!]!
      const channel = CONTACT_CHANNELS.indexOf(arm.channel)
      expect((traits.reach[c]! >> channel) & 1).toBe(1)
    }
  })

  it('calls no more people a day than the call centre can, and leaves qualified people uncalled', () => {
    const perDay = new Map<number, number>()
    for (let row = 0; row < world.contacts.nRows; row++) {
      const campaign = CAMPAIGNS[contacts.campaign[row]!]!
      if (campaign.calls === undefined || contacts.control[row] === 1) continue
      const t = Math.floor(contacts.second[row]! / 86_400)
      perDay.set(t, (perDay.get(t) ?? 0) + 1)
    }
    const capacity = (N * 7) / 1000
    expect(perDay.size).toBe(10)
    for (const calls of perDay.values()) expect(calls).toBeLessThan(capacity * 1.25)
    const truths = shopOf(N, 11).campaigns.all.filter((one) => one.key.startsWith('vip-call'))
    for (const one of truths) expect(one.nSelected).toBeLessThan(one.nQualified * 0.8)
  })

  it('lets engagement fade before some departures and not before others', () => {
    const ratio = (cause: number): number => {
      const gone = (c: number): boolean => state.cause[c] === cause && state.phase[c] === PHASE.left
      const turn = (c: number): number => state.churnDay[c]!
      const late = behavioursInDays(gone, (c) => turn(c) - 15, 15)
      const early = behavioursInDays(gone, (c) => turn(c) - 90, 30) / 2
      return late / early
    }
    expect(ratio(CAUSE.competitor)).toBeLessThan(0.5)
    expect(ratio(CAUSE.lifeChange)).toBeGreaterThan(0.75)
  })

  it('loses those whom a sale brought sooner, and contacts those who buy much more often', () => {
    const leftShare = (inSale: number): number => {
      let all = 0
      let gone = 0
      for (let c = 0; c < N; c++) {
        if (traits.registered[c]! < 0 || traits.registered[c]! > 500 || traits.cameInSale[c] !== inSale)
          continue
        all++
        if (state.phase[c] === PHASE.left) gone++
      }
      return gone / all
    }
    expect(leftShare(1)).toBeGreaterThan(leftShare(0) + 0.04)

    const routine = new Uint16Array(N)
    for (let row = 0; row < world.contacts.nRows; row++)
      if (CAMPAIGNS[contacts.campaign[row]!]!.controlShare === 0) routine[contacts.customer[row]!]!++
    const meanOrders = (contacted: boolean): number => {
      let n = 0
      let sum = 0
      for (let c = 0; c < N; c++)
        if (routine[c]! > 3 === contacted && state.nOrders[c]! > 0) {
          n++
          sum += state.nOrders[c]!
        }
      return sum / n
    }
    expect(meanOrders(true)).toBeGreaterThan(3 * meanOrders(false))
  })

  it('has hunters who buy with a coupon and are gone', () => {
    let withCoupon = 0
    let all = 0
    for (let o = 0; o < orders.n; o++)
      if (traits.hunter[orders.customer[o]!] === 1) {
        all++
        withCoupon += orders.coupon[o]!
      }
    expect(withCoupon / all).toBe(1)
    for (let c = 0; c < N; c++) if (traits.hunter[c] === 1) expect(state.nOrders[c]).toBeLessThan(9)
  })

  it('has a recent wave: the sold-out favourites and the east lose more than before', () => {
    const departures = (cause: number, from: number, to: number): number => {
      let count = 0
      for (let c = 0; c < N; c++)
        if (state.cause[c] === cause && state.churnDay[c]! >= from && state.churnDay[c]! < to) count++
      return count / (to - from)
    }
    const before = departures(CAUSE.badDelivery, 300, WAVE.badDeliveryFrom)
    expect(departures(CAUSE.badDelivery, WAVE.badDeliveryFrom, N_DAYS)).toBeGreaterThan(4 * before)
    expect(departures(CAUSE.outOfStock, 0, WAVE.soldOutFrom)).toBe(0)
    expect(departures(CAUSE.outOfStock, WAVE.soldOutFrom, N_DAYS) * 30).toBeGreaterThan(10)
    let east = 0
    let all = 0
    for (let c = 0; c < N; c++)
      if (state.cause[c] === CAUSE.badDelivery && state.fadeFrom[c]! >= WAVE.badDeliveryFrom) {
        all++
        if (CITIES[traits.city[c]!]!.east) east++
      }
    expect(east / all).toBeGreaterThan(0.75)
  })

  it('has silent customers who return by themselves after a pause', () => {
    const last = new Int32Array(N).fill(-1)
    let returned = 0
    const bySecond = Array.from({ length: orders.n }, (_, o) => o)
    bySecond.sort((a, b) => orders.second[a]! - orders.second[b]!)
    for (const o of bySecond) {
      const c = orders.customer[o]!
      if (last[c]! >= 0 && orders.day[o]! - last[c]! > 120 && orders.origin[o] !== ORIGIN.response) returned++
      last[c] = orders.day[o]!
    }
    expect(returned / orders.n).toBeGreaterThan(0.02)
  })

  it('shows that some contacts annoy: they leave on the day of a contact', () => {
    let annoyed = 0
    for (let c = 0; c < N; c++)
      if (state.cause[c] === CAUSE.annoyed) {
        annoyed++
        expect(state.phase[c]).toBe(PHASE.left)
      }
    expect(annoyed).toBeGreaterThan(30)
  })
})
