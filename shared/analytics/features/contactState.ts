import type { ContactLedger } from '../ledger/ledger.ts'
import { endThrough, entriesFrom } from './history.ts'
import { cumulate, N_WINDOWS, windowOf } from './windows.ts'
import { Variety } from './variety.ts'

/** Days after which it is taken as known whether a contact was opened or clicked. */
const ANSWERED_AFTER_DAYS = 7
/** A contact within so many days after the last sign of life may be what ended it. */
const SILENCED_WITHIN_DAYS = 7
const PRESSURE_DAYS = 30
/** Days after which it is taken as known whether a contact's coupon was redeemed. */
const REDEEMED_AFTER_DAYS = 30

/**
 * What the shop had sent one customer by the end of the as-of day, refilled for every customer. Control customers and
 * contacts known as not delivered do not count. The ledger holds answers without their day: they are read only for
 * contacts old enough to have been answered (7 days, coupons 30), so that no answer after the as-of day is seen.
 */
export class ContactState {
  readonly asOfDay: number
  /** contacts within each window */
  readonly sums = new Float64Array(N_WINDOWS)
  lastDay = NaN
  lastAnswerDay = NaN
  lastFaceMinor = NaN
  nSettled = 0
  nOpenKnown = 0
  nOpened = 0
  nClickKnown = 0
  nClicked = 0
  nRedeemKnown = 0
  nRedeemed = 0
  /** contacts after the last one that was answered, among the settled ones */
  nUnanswered = 0
  /** contacts on days after the last order's day */
  nSinceOrder = 0
  /** days since the first contact within 7 days after the last sign of life; 0 = none */
  silentSinceDays = 0
  /** contacts in the 30 days up to it, itself included */
  nAtSilence = 0
  readonly channels: Variety
  private readonly ledger: ContactLedger

  constructor(ledger: ContactLedger, asOfDay: number) {
    this.ledger = ledger
    this.asOfDay = asOfDay
    this.channels = new Variety(ledger.channel)
  }

  private clear(): void {
    this.sums.fill(0)
    this.channels.clear()
    this.lastDay = this.lastAnswerDay = this.lastFaceMinor = NaN
    this.nSettled = this.nOpenKnown = this.nOpened = this.nClickKnown = this.nClicked = 0
    this.nRedeemKnown = this.nRedeemed = this.nUnanswered = this.nSinceOrder = 0
    this.silentSinceDays = this.nAtSilence = 0
  }

  /** Reads a customer; both days may be NaN. Cost: linear in the entries up to the as-of day. */
  read(customer: number, lastOrderDay: number, lastLifeDay: number): void {
    this.clear()
    const { ledger, asOfDay } = this
    const { day: dayOf, control, delivered, opened, clicked, redeemed } = ledger
    const end = endThrough(ledger, customer, asOfDay)
    for (let i = entriesFrom(ledger, customer); i < end; i++) {
      if (control[i] === 1 || delivered[i] === 0) continue
      const day = dayOf[i]!
      const age = asOfDay - day
      const window = windowOf(age)
      this.sums[window] = this.sums[window]! + 1
      this.lastDay = day
      this.lastFaceMinor = ledger.couponFaceMinor[i]!
      this.channels.note(ledger.channel[i]!, age)
      if (!(day <= lastOrderDay)) this.nSinceOrder++
      if (
        this.silentSinceDays === 0 &&
        day >= lastLifeDay &&
        day <= lastLifeDay + SILENCED_WITHIN_DAYS &&
        age > 0
      ) {
        this.silentSinceDays = age
        this.nAtSilence = this.countWithin(entriesFrom(ledger, customer), i, day - PRESSURE_DAYS)
      }
      if (age < ANSWERED_AFTER_DAYS) continue
      this.nSettled++
      let isAnswered = false
      if (opened[i]! <= 1) this.nOpenKnown++
      if (opened[i] === 1) {
        this.nOpened++
        isAnswered = true
      }
      if (clicked[i]! <= 1) this.nClickKnown++
      if (clicked[i] === 1) {
        this.nClicked++
        isAnswered = true
      }
      if (age >= REDEEMED_AFTER_DAYS) {
        if (redeemed[i]! <= 1) this.nRedeemKnown++
        if (redeemed[i] === 1) {
          this.nRedeemed++
          isAnswered = true
        }
      }
      if (isAnswered) {
        this.lastAnswerDay = day
        this.nUnanswered = 0
      } else this.nUnanswered++
    }
    cumulate(this.sums)
  }

  /** Contacts among the entries from..last on days after `day`. */
  private countWithin(from: number, last: number, day: number): number {
    const { day: dayOf, control, delivered } = this.ledger
    let n = 0
    for (let i = last; i >= from && dayOf[i]! > day; i--) if (control[i] !== 1 && delivered[i] !== 0) n++
    return n
  }
}
