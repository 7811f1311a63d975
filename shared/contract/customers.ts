/** One event of a customer's timeline. */
export interface CustomerEvent {
  readonly timeSeconds: number
  readonly kind: 'purchase' | 'refund' | 'behaviour' | 'contact'
  /** order key, behaviour name or campaign */
  readonly label: string
  readonly amountMinor: number
  readonly quantity: number | null
  readonly product: string
  readonly channel: string
  readonly importId: number
  readonly line: number
}

/** Everything the customer drawer shows, as of a day. */
export interface CustomerDetail {
  readonly customerId: number
  readonly customerKey: string
  readonly asOfDay: number
  readonly firstDay: number | null
  readonly lastOrderDay: number | null
  readonly nOrders: number
  readonly nRefunds: number
  readonly netMinor: number
  readonly averageOrderMinor: number | null
  /** median days between order days, null below two */
  readonly gapDays: number | null
  /** recency / gapDays */
  readonly overdue: number | null
  readonly attributes: readonly { name: string; value: string }[]
  /** newest first, at most 500 */
  readonly events: readonly CustomerEvent[]
  readonly nEvents: number
  /** 24 months up to the as-of day, minor units, oldest first */
  readonly monthlyMinor: Float64Array
  readonly topProducts: readonly { product: string; orders: number; lastDay: number }[]
}

/** A hit of the search in the command palette. */
export interface CustomerHit {
  readonly customerId: number
  readonly customerKey: string
}
