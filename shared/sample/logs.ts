import { N_DAYS } from './season.ts'

/** How an order came about. Truth only: never part of a file. */
export const ORIGIN = { rhythm: 0, occasion: 1, waitedForSale: 2, response: 3, first: 4 } as const

type Columns = Readonly<Record<string, Grown>>
type Grown = Uint8Array | Int8Array | Uint16Array | Int32Array | Uint32Array

/** Rows as columns that grow; rows of day t are dayStart[t] .. dayStart[t + 1]. Seconds count from the first day. */
class Log<C extends Columns> {
  nRows = 0
  columns: C
  readonly dayStart = new Float64Array(N_DAYS + 1)
  private capacity: number
  private readonly make: (capacity: number) => C

  constructor(capacity: number, make: (capacity: number) => C) {
    this.capacity = Math.max(1024, Math.ceil(capacity))
    this.make = make
    this.columns = make(this.capacity)
  }

  /** Number of the next row, with room for it. */
  append(): number {
    if (this.nRows === this.capacity) this.grow()
    return this.nRows++
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.3)
    const wider = this.make(this.capacity)
    for (const name of Object.keys(wider)) wider[name]!.set(this.columns[name]!)
    this.columns = wider
  }
}

/** Order lines and refunds in the order in which they happened, day by day. */
export class PurchaseLog extends Log<ReturnType<typeof purchaseColumns>> {
  nOrders = 0
  private orderDays = new Int16Array(4096)

  constructor(nCustomers: number) {
    super(nCustomers * 7, purchaseColumns)
  }

  /** Number of a new order on day t. */
  openOrder(t: number): number {
    const order = this.nOrders++
    if (order === this.orderDays.length) {
      const wider = new Int16Array(Math.ceil(order * 1.5))
      wider.set(this.orderDays)
      this.orderDays = wider
    }
    this.orderDays[order] = t
    return order
  }

  dayOfOrder(order: number): number {
    return this.orderDays[order]!
  }
}

function purchaseColumns(n: number) {
  return {
    customer: new Uint32Array(n),
    order: new Uint32Array(n),
    second: new Int32Array(n),
    product: new Uint16Array(n),
    quantity: new Int8Array(n),
    amountMinor: new Int32Array(n),
    flags: new Uint8Array(n),
    channel: new Uint8Array(n),
    origin: new Uint8Array(n),
  }
}

/** Behaviours of the last 13 months. */
export class BehaviourLog extends Log<ReturnType<typeof behaviourColumns>> {
  constructor(nCustomers: number) {
    super(nCustomers * 42, behaviourColumns)
  }
}

function behaviourColumns(n: number) {
  return {
    customer: new Uint32Array(n),
    second: new Int32Array(n),
    event: new Uint8Array(n),
    product: new Uint16Array(n),
    channel: new Uint8Array(n),
  }
}

/** Campaign contacts. 0/1 columns hold 2 for "not known" (nobody can tell whether a text message was opened). */
export class ContactLog extends Log<ReturnType<typeof contactColumns>> {
  constructor(nCustomers: number) {
    super(nCustomers * 6, contactColumns)
  }
}

function contactColumns(n: number) {
  return {
    customer: new Uint32Array(n),
    second: new Int32Array(n),
    campaign: new Uint8Array(n),
    variant: new Uint8Array(n),
    control: new Uint8Array(n),
    costMinor: new Uint16Array(n),
    couponFaceMinor: new Uint16Array(n),
    delivered: new Uint8Array(n),
    opened: new Uint8Array(n),
    clicked: new Uint8Array(n),
    redeemed: new Uint8Array(n),
  }
}

/** Value of a contact's 0/1 column for "not known". */
export const UNKNOWN = 2
