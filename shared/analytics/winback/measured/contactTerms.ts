import { AppError } from '../../../contract/errors.ts'
import type { ContactLedger, PurchaseLedger } from '../../ledger/ledger.ts'
import { hasOrder } from './arms.ts'

/** What a channel's contacts cost. */
export interface ChannelCost {
  readonly channel: number
  costMinor: number
  /** contacts with a known cost, and those of them that were delivered or of which it is not known */
  nSent: number
  nDelivered: number
}

/** What became of the coupons that a channel gave out with one face. */
export interface CouponUse {
  readonly channel: number
  readonly faceMinor: number
  /** delivered, with a known end, their window over */
  nIssued: number
  nRedeemed: number
  /** of the issued: who ordered within the window, with the coupon or without */
  nReturned: number
}

/** Costs and coupons of all contacts. */
export interface ContactTerms {
  readonly costs: readonly ChannelCost[]
  readonly coupons: readonly CouponUse[]
}

const POLL = 16_383

/**
 * Sums up costs by channel and redemptions by channel and face over everybody who was contacted up to `lastDay`. Throws
 * `cancelled`. Cost: one pass over the contacts with a binary search for each coupon.
 */
export function contactTerms(
  contacts: ContactLedger,
  purchases: PurchaseLedger,
  { windowDays, lastDay }: { readonly windowDays: number; readonly lastDay: number },
  isCancelled?: () => boolean,
): ContactTerms {
  const costs = new Map<number, ChannelCost>()
  const coupons = new Map<string, CouponUse>()
  for (let c = 0; c < contacts.nCustomers; c++) {
    if ((c & POLL) === POLL && isCancelled?.() === true) throw new AppError('cancelled')
    for (let e = contacts.offsets[c]!; e < contacts.offsets[c + 1]!; e++) {
      const channel = contacts.channel[e]!
      const day = contacts.day[e]!
      if (contacts.control[e] === 1 || channel === 0 || day > lastDay) continue
      const isDelivered = contacts.delivered[e] !== 0
      const costMinor = contacts.costMinor[e]!
      if (!Number.isNaN(costMinor)) {
        const own = costs.get(channel) ?? { channel, costMinor: 0, nSent: 0, nDelivered: 0 }
        own.costMinor += costMinor
        own.nSent++
        if (isDelivered) own.nDelivered++
        costs.set(channel, own)
      }
      const faceMinor = contacts.couponFaceMinor[e]!
      const redeemed = contacts.redeemed[e]!
      if (!(faceMinor > 0) || redeemed > 1 || !isDelivered || day + windowDays - 1 > lastDay) continue
      const key = `${channel}/${faceMinor}`
      const own = coupons.get(key) ?? { channel, faceMinor, nIssued: 0, nRedeemed: 0, nReturned: 0 }
      own.nIssued++
      own.nRedeemed += redeemed
      if (redeemed === 1 || hasOrder(purchases, c, day, day + windowDays)) own.nReturned++
      coupons.set(key, own)
    }
  }
  return {
    costs: [...costs.values()].toSorted((a, b) => a.channel - b.channel),
    coupons: [...coupons.values()].toSorted((a, b) => a.channel - b.channel || a.faceMinor - b.faceMinor),
  }
}
