/** Bits of `PurchaseLedger.flags`. */
export const LEDGER_FLAG = {
  /** refund or cancellation: amount (and quantity) negative */
  refund: 1,
  /** paid with a coupon */
  coupon: 2,
  /** refund whose own day is unknown */
  undatedRefund: 4,
  /** the first line, in time order, of an order with a positive amount: an order stands on the day of this line */
  orderStart: 8,
  /** a line that belongs to an order (amount above 0, no refund); R counts from the last of these */
  positive: 16,
} as const

/**
 * Purchases as columns, grouped by customer and ordered by (day, minute, row id) inside a customer. Customer c (dense,
 * = customer id - 1) owns the entries offsets[c] .. offsets[c + 1]. Arrays may live on shared memory.
 *
 * `day`: shop-calendar day. `amountMinor`: integer minor units, negative for refunds. The optional columns are loaded
 * only by engines that ask for them; `minute` is the minute of the day (65535 = unknown), `quantity` NaN = unknown,
 * `product` and `category` index the project's dictionaries (0 = none), `channel` likewise.
 */
export interface PurchaseLedger {
  readonly nCustomers: number
  readonly nEvents: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
  readonly amountMinor: Float64Array
  readonly flags: Uint8Array
  readonly minute?: Uint16Array
  readonly quantity?: Float32Array
  readonly product?: Uint32Array
  readonly category?: Uint32Array
  readonly channel?: Uint16Array
}

/** Behaviours in the same layout; `event` indexes the project's event dictionary. */
export interface BehaviourLedger {
  readonly nCustomers: number
  readonly nEvents: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
  readonly minute: Uint16Array
  readonly event: Uint16Array
  readonly product: Uint32Array
  readonly category: Uint32Array
}

/**
 * Campaign contacts in the same layout. `channel`, `campaign` and `variant` index the project's dictionaries (0 = none).
 * Flags hold 1, 0 or 255 = unknown; `control` 1 = belonged to the group that was left alone. `costMinor` and
 * `couponFaceMinor` are NaN where unknown.
 */
export interface ContactLedger {
  readonly nCustomers: number
  readonly nEvents: number
  readonly offsets: Uint32Array
  readonly day: Int32Array
  readonly campaign: Uint32Array
  readonly channel: Uint16Array
  readonly variant: Uint16Array
  readonly control: Uint8Array
  readonly costMinor: Float64Array
  readonly couponFaceMinor: Float64Array
  readonly delivered: Uint8Array
  readonly opened: Uint8Array
  readonly clicked: Uint8Array
  readonly redeemed: Uint8Array
}
