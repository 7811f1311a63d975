import type { Basket } from './basketLines.ts'
import type { Catalogue } from './catalogue.ts'
import type { BehaviourLog, ContactLog, PurchaseLog } from './logs.ts'
import type { Population } from './population.ts'
import type { Streams } from './random.ts'
import type { Calendar } from './season.ts'

/** What a future that is only tried out comes to. Money in fen, net of refunds. */
export interface Tally {
  nOrders: number
  firstOrderDay: number
  netMinor: number
}

/** Everything that the rules of the shop work on. While `recording` is false nothing is logged, only tallied. */
export interface World {
  readonly seed: number
  readonly calendar: Calendar
  readonly catalogue: Catalogue
  readonly people: Population
  readonly dice: Streams
  readonly purchases: PurchaseLog
  readonly behaviours: BehaviourLog
  readonly contacts: ContactLog
  /** by day: first log row and number of rows of what is refunded on it, in pairs */
  readonly refundsDue: (number[] | undefined)[]
  /** by day: customer, day of the contact, number of the channel, coupon face in yuan, in fours */
  readonly responsesDue: (number[] | undefined)[]
  /** the order that is being put together */
  readonly basket: Basket
  readonly tally: Tally
  recording: boolean
}
