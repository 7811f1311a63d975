import { AppError } from '../../../contract/errors.ts'
import { LEDGER_FLAG, type ContactLedger, type PurchaseLedger } from '../../ledger/ledger.ts'

/** Customers of one campaign and group who were treated alike: by a channel with a coupon face, or left alone. */
export interface Arm {
  readonly campaign: number
  readonly group: number
  /** 0 for the control */
  readonly channel: number
  /** 0 = no coupon */
  readonly couponFaceMinor: number
  readonly isControl: boolean
  nCustomers: number
  nReturned: number
  /** of those whose delivery is known */
  nDelivered: number
  nDeliveryKnown: number
}

/** What is counted, and for whom. */
export interface ArmQuestion {
  /**
   * group of every customer (dense number), for example risk x potential; a function where it must be known as it was
   * on the eve of the contact, because the contact changed it
   */
  readonly groupOf: ArrayLike<number> | ((customer: number, day: number) => number)
  /** an order on the day of the contact or in the windowDays - 1 days after counts as a return */
  readonly windowDays: number
  /** last day that the purchases are complete for; contacts whose window ends later are left out */
  readonly lastDay: number
}

const POLL = 16_383

/**
 * Counts returns by campaign, group, channel and coupon face. A customer counts once a campaign, by his first contact in
 * it (a later step belongs to the same treatment), whether it was delivered or not: whoever was meant to be contacted is
 * compared with whoever was meant to be left alone. Orders are the entries with `LEDGER_FLAG.orderStart`. Throws
 * `cancelled`. Cost: one pass over the contacts with a binary search each.
 */
export function countArms(
  contacts: ContactLedger,
  purchases: PurchaseLedger,
  { groupOf, windowDays, lastDay }: ArmQuestion,
  isCancelled?: () => boolean,
): Arm[] {
  const arms = new Map<string, Arm>()
  for (let c = 0; c < contacts.nCustomers; c++) {
    if ((c & POLL) === POLL && isCancelled?.() === true) throw new AppError('cancelled')
    const start = contacts.offsets[c]!
    const end = contacts.offsets[c + 1]!
    for (let e = start; e < end; e++) {
      const campaign = contacts.campaign[e]!
      if (campaign === 0 || isRepeated(contacts, start, e)) continue
      const day = contacts.day[e]!
      if (day + windowDays - 1 > lastDay) continue
      const isControl = contacts.control[e] === 1
      const face = contacts.couponFaceMinor[e]!
      const arm = armOf(arms, {
        campaign,
        group: typeof groupOf === 'function' ? groupOf(c, day) : (groupOf[c] ?? 0),
        channel: isControl ? 0 : contacts.channel[e]!,
        couponFaceMinor: isControl || Number.isNaN(face) ? 0 : face,
        isControl,
      })
      arm.nCustomers++
      if (hasOrder(purchases, c, day, day + windowDays)) arm.nReturned++
      const delivered = contacts.delivered[e]!
      if (delivered <= 1) {
        arm.nDeliveryKnown++
        arm.nDelivered += delivered
      }
    }
  }
  return [...arms.values()]
}

function isRepeated({ campaign }: ContactLedger, start: number, e: number): boolean {
  for (let k = start; k < e; k++) if (campaign[k] === campaign[e]) return true
  return false
}

function armOf(
  arms: Map<string, Arm>,
  of: Pick<Arm, 'campaign' | 'group' | 'channel' | 'couponFaceMinor' | 'isControl'>,
): Arm {
  const key = `${of.campaign}/${of.group}/${of.isControl ? 'control' : `${of.channel}/${of.couponFaceMinor}`}`
  let arm = arms.get(key)
  if (arm === undefined) {
    arm = { ...of, nCustomers: 0, nReturned: 0, nDelivered: 0, nDeliveryKnown: 0 }
    arms.set(key, arm)
  }
  return arm
}

/** Has customer c an order on a day in from .. before - 1? Cost: a binary search. */
export function hasOrder(
  { nCustomers, offsets, day, flags }: PurchaseLedger,
  c: number,
  from: number,
  before: number,
): boolean {
  if (c >= nCustomers) return false
  let low = offsets[c]!
  let high = offsets[c + 1]!
  const end = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (day[middle]! < from) low = middle + 1
    else high = middle
  }
  for (let e = low; e < end && day[e]! < before; e++)
    if ((flags[e]! & LEDGER_FLAG.orderStart) !== 0) return true
  return false
}
